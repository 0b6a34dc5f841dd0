package com.helpdeskly.search.control;

/**
 * Something in a text that can be searched for.
 *
 * @param start where it begins in the text
 * @param end behind its last character
 * @param word its folded form, by which it is found
 */
record Token(int start, int end, String word, Kind kind) {
    /** What it was made of. */
    enum Kind {
        /** Letters and digits between blanks and punctuation. */
        WORD,
        /** Two neighbours of a text that is written without blanks. */
        PAIR,
        /** The last sign of such a text, or its only one. */
        LAST,
        /** A picture, for example an emoji. */
        SYMBOL
    }
}
