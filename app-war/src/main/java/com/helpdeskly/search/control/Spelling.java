package com.helpdeskly.search.control;

import com.helpdeskly.search.control.Token.Kind;
import java.util.stream.Collectors;

/** How words are misspelt: letters that are missing, too many, other ones, or in the wrong order. */
final class Spelling {
    /** Letters of the shortest word that may be misspelt. */
    static final int SHORTEST = 4;

    private static final int LONG = 8;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private Spelling() {}

    /** Whether a word is one that somebody may have meant: of letters alone, since other numbers are other things. */
    static boolean isLearnt(Token token) {
        return token.kind() == Kind.WORD && mayBeMisspelt(token.word());
    }

    static boolean mayBeMisspelt(String word) {
        return word.codePointCount(0, word.length()) >= SHORTEST
                && word.codePoints().noneMatch(Character::isDigit)
                && word.codePoints().allMatch(c -> Character.isLetter(c) || Script.isMark(c));
    }

    /**
     * The word in ASCII, letter by letter: PostgreSQL compares letters as its locale knows them, and in some it knows no
     * others. Two letters may become the same one; {@link #distance} then tells the words apart.
     */
    static String letters(String word) {
        return word.codePoints()
                .mapToObj(c -> Character.toString(c < 0x80 ? c : ALPHABET.charAt(c % ALPHABET.length())))
                .collect(Collectors.joining());
    }

    /** Whether the one may have been meant by the other, or by the beginning of it. */
    static boolean isLike(String typed, String known) {
        int[] from = typed.codePoints().toArray();
        int allowed = from.length < LONG ? 1 : 2;
        return distance(from, known.codePoints().toArray(), allowed) <= allowed;
    }

    /**
     * The least number of edits (a letter more, less, or other, or two neighbours in the wrong order) that make of the one
     * the other, or a beginning of it that is not shorter than the one: the optimal string alignment distance.
     */
    private static int distance(int[] from, int[] to, int allowed) {
        if (to.length < from.length - allowed) {
            return Integer.MAX_VALUE;
        }
        int width = Math.min(to.length, from.length + allowed);
        int[] beforeLast = new int[width + 1];
        int[] last = new int[width + 1];
        int[] current = new int[width + 1];
        for (int j = 0; j <= width; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length; i++) {
            current[0] = i;
            for (int j = 1; j <= width; j++) {
                int same = from[i - 1] == to[j - 1] ? 0 : 1;
                current[j] = Math.min(Math.min(last[j] + 1, current[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        int least = to.length == width ? last[width] : Integer.MAX_VALUE;
        for (int j = from.length; j <= width; j++) {
            least = Math.min(least, last[j]);
        }
        return least;
    }
}
