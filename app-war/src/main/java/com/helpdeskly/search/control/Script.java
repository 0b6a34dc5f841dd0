package com.helpdeskly.search.control;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** What a character is to somebody who looks for words. */
final class Script {
    /** How a character takes part in a text. */
    enum Part {
        /** Of a word between blanks. */
        LETTER,
        /** Of a text without blanks, where nobody can tell the words but by their sense. */
        SIGN,
        /** A picture that stands for itself. */
        SYMBOL,
        /** Belongs to what stands before it: marks, joiners, half-width voice marks, the later parts of a Korean syllable. */
        ATTACHED,
        /** Between words. */
        NONE
    }

    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            // Korean has blanks, but words are put together and carry endings.
            UnicodeScript.HANGUL,
            UnicodeScript.YI,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.BALINESE,
            UnicodeScript.JAVANESE,
            UnicodeScript.TANGUT,
            UnicodeScript.NUSHU);

    private static final int FIRST_WITHOUT_BLANKS = 0x0E00;
    private static final int SOFT_HYPHEN = 0x00AD;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int LONG_VOWEL = 0x30FC;
    private static final int HALF_WIDTH_LONG_VOWEL = 0xFF70;
    private static final int HALF_WIDTH_VOICED = 0xFF9E;
    private static final int HALF_WIDTH_HALF_VOICED = 0xFF9F;
    private static final int FIRST_VOWEL_OF_SYLLABLE = 0x1160;
    private static final int LAST_END_OF_SYLLABLE = 0x11FF;

    private Script() {}

    static Part partOf(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? Part.LETTER : Part.NONE;
        }
        if (isAttached(c)) {
            return Part.ATTACHED;
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> isWithoutBlanks(c) ? Part.SIGN : Part.LETTER;
            case Character.OTHER_SYMBOL -> Part.SYMBOL;
            default -> Part.NONE;
        };
    }

    /** Whether something is left of the character in a folded word. */
    static boolean isWritten(int c) {
        Part part = partOf(c);
        return part == Part.LETTER
                || part == Part.SIGN
                || part == Part.SYMBOL
                || part == Part.ATTACHED && Character.isLetter(c);
    }

    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isAttached(int c) {
        return isMark(c)
                || c == SOFT_HYPHEN
                || c == NON_JOINER
                || c == JOINER
                || c == HALF_WIDTH_VOICED
                || c == HALF_WIDTH_HALF_VOICED
                || c >= FIRST_VOWEL_OF_SYLLABLE && c <= LAST_END_OF_SYLLABLE;
    }

    private static boolean isWithoutBlanks(int c) {
        return c >= FIRST_WITHOUT_BLANKS
                && (c == LONG_VOWEL || c == HALF_WIDTH_LONG_VOWEL || WITHOUT_BLANKS.contains(UnicodeScript.of(c)));
    }
}
