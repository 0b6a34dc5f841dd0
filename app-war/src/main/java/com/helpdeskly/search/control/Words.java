package com.helpdeskly.search.control;

import com.helpdeskly.search.control.Script.Part;
import com.helpdeskly.search.control.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text in any script into what can be searched for. Where words stand between blanks each of them is a token.
 * Where they do not (Chinese, Japanese, Thai and others) each two neighbours are one, and so is the last sign of such a
 * stretch: a word is then found as the pairs of its signs, and a single sign as the beginning of a pair or as the last one.
 */
final class Words {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Words(String text) {
        this.text = text;
    }

    /** The tokens in the order of the text. */
    static List<Token> of(String text) {
        return new Words(text).split();
    }

    private List<Token> split() {
        while (position < text.length()) {
            switch (part()) {
                case LETTER -> word();
                case SIGN -> signs();
                case SYMBOL -> symbol();
                default -> step();
            }
        }
        return tokens;
    }

    private void word() {
        int start = position;
        while (position < text.length() && (part() == Part.LETTER || part() == Part.ATTACHED)) {
            step();
        }
        add(start, position, Folding.fold(text.substring(start, position)), Kind.WORD);
    }

    private void symbol() {
        int start = position;
        step();
        add(start, position, Folding.fold(text.substring(start, position)), Kind.SYMBOL);
        while (position < text.length() && part() == Part.ATTACHED) {
            step();
        }
    }

    private void signs() {
        int start = position;
        String before = "";
        int startOfBefore = start;
        while (position < text.length() && part() == Part.SIGN) {
            start = position;
            step();
            while (position < text.length() && part() == Part.ATTACHED) {
                step();
            }
            String sign = Folding.fold(text.substring(start, position));
            if (!before.isEmpty()) {
                add(startOfBefore, position, before + sign, Kind.PAIR);
            }
            before = sign;
            startOfBefore = start;
        }
        add(startOfBefore, position, before, Kind.LAST);
    }

    private void add(int start, int end, String word, Kind kind) {
        if (!word.isEmpty()) {
            tokens.add(new Token(start, end, word, kind));
        }
    }

    private Part part() {
        return Script.partOf(text.codePointAt(position));
    }

    private void step() {
        position += Character.charCount(text.codePointAt(position));
    }
}
