package com.helpdeskly.search.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the words that somebody looks for.
 *
 * @param word as it was typed, folded
 * @param isPrefix whether words that begin with it are meant as well
 * @param alternatives what else may have been meant
 */
record Term(String word, boolean isPrefix, List<String> alternatives) {
    private static final int SHORTEST_PREFIX = 2;

    static Term of(Token token) {
        boolean isPrefix = token.kind() == Token.Kind.LAST
                || token.kind() == Token.Kind.WORD && token.word().length() >= SHORTEST_PREFIX;
        return new Term(token.word(), isPrefix, List.of());
    }

    Term or(List<String> others) {
        return new Term(word, isPrefix, List.copyOf(others));
    }

    boolean isFoundIn(String other) {
        return (isPrefix ? other.startsWith(word) : other.equals(word)) || alternatives.contains(other);
    }

    /** In PostgreSQL's notation. Folded words have neither quotes nor backslashes. */
    String toTsquery() {
        List<String> any = new ArrayList<>();
        any.add(quoted(word) + (isPrefix ? ":*" : ""));
        alternatives.forEach(other -> any.add(quoted(other)));
        return any.stream().collect(Collectors.joining(" | ", "(", ")"));
    }

    static String quoted(String word) {
        return "'" + word + "'";
    }
}
