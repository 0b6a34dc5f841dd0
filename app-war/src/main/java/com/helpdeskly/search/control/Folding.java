package com.helpdeskly.search.control;

import static java.lang.Character.UnicodeScript.ARABIC;
import static java.lang.Character.UnicodeScript.ARMENIAN;
import static java.lang.Character.UnicodeScript.COMMON;
import static java.lang.Character.UnicodeScript.COPTIC;
import static java.lang.Character.UnicodeScript.CYRILLIC;
import static java.lang.Character.UnicodeScript.GEORGIAN;
import static java.lang.Character.UnicodeScript.GREEK;
import static java.lang.Character.UnicodeScript.HEBREW;
import static java.lang.Character.UnicodeScript.LATIN;
import static java.lang.Character.UnicodeScript.SYRIAC;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Brings words that people take for the same into one form: compatibility forms (NFKC), upper and lower case, digits of
 * all scripts, accents and vowel points where a script is read without them, and the letters that Unicode does not take
 * apart. In scripts of India and South East Asia a mark is a vowel and stays.
 */
final class Folding {
    /** A word is cut behind so many bytes of UTF-8, and so is what is searched for. */
    static final int LONGEST = 48;

    private static final Set<UnicodeScript> READ_WITHOUT_MARKS =
            EnumSet.of(LATIN, GREEK, CYRILLIC, ARABIC, HEBREW, ARMENIAN, GEORGIAN, COPTIC, SYRIAC, COMMON);

    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ŋ', "n"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ς', "σ"),
            // Arabic and Persian: the tatweel is an ornament, the others are written for each other.
            Map.entry(0x0640, ""),
            Map.entry(0x0649, "\u064A"),
            Map.entry(0x06CC, "\u064A"),
            Map.entry(0x06A9, "\u0643"),
            Map.entry(0x0629, "\u0647"));

    private static final String ARABIC_ARTICLE = "\u0627\u0644";
    private static final int SHORTEST_WITH_ARTICLE = 5;

    private Folding() {}

    /** @return empty when nothing of it can be searched for */
    static String fold(String word) {
        String folded = isAscii(word) ? word.toLowerCase(Locale.ROOT) : folded(word);
        return cut(folded);
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String folded(String word) {
        String composed = Normalizer.normalize(word, Form.NFKC);
        // By way of the capitals, where for example both sigmas are one and the sharp s is two letters.
        String lower = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String apart = Normalizer.normalize(lower, Form.NFKD);
        StringBuilder kept = new StringBuilder(apart.length());
        UnicodeScript script = COMMON;
        for (int i = 0; i < apart.length(); ) {
            int c = apart.codePointAt(i);
            i += Character.charCount(c);
            if (Script.isMark(c)) {
                if (!READ_WITHOUT_MARKS.contains(script)) {
                    kept.appendCodePoint(c);
                }
            } else if (Script.isWritten(c)) {
                script = UnicodeScript.of(c);
                append(kept, c);
            }
        }
        return withoutArticle(Normalizer.normalize(kept, Form.NFC));
    }

    private static void append(StringBuilder kept, int c) {
        String other = LETTERS.get(c);
        if (other != null) {
            kept.append(other);
        } else if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            kept.append((char) ('0' + Character.digit(c, 10)));
        } else {
            kept.appendCodePoint(c);
        }
    }

    private static String withoutArticle(String word) {
        return word.length() >= SHORTEST_WITH_ARTICLE && word.startsWith(ARABIC_ARTICLE)
                ? word.substring(ARABIC_ARTICLE.length())
                : word;
    }

    private static String cut(String word) {
        if (word.length() * 3 <= LONGEST) {
            return word;
        }
        int bytes = 0;
        for (int i = 0; i < word.length(); ) {
            int c = word.codePointAt(i);
            bytes += bytesOf(c);
            if (bytes > LONGEST) {
                return word.substring(0, i);
            }
            i += Character.charCount(c);
        }
        return word;
    }

    /** What a word takes in UTF-8. */
    static int bytesOf(String word) {
        return word.codePoints().map(Folding::bytesOf).sum();
    }

    private static int bytesOf(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return c < 0x10000 ? 3 : 4;
    }
}
