package com.helpdeskly.search.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What somebody looks for: all of these words, in any order and in any of a ticket's texts. Whatever was typed is text;
 * there are no operators. Of more than {@value #MOST} words the first ones count.
 *
 * @param terms each once; none when there was nothing in the text that can be looked for, and then nothing is found
 */
public record SearchTerms(List<Term> terms) {
    /** Most words (in texts without blanks: signs) that are looked for. */
    public static final int MOST = 24;
    /** Most characters of what somebody types. */
    public static final int LENGTH = 1_000;

    /** The words of a text. */
    public static SearchTerms of(String typed) {
        List<Token> tokens = Words.of(typed);
        Map<String, Term> terms = new LinkedHashMap<>();
        for (int i = 0; i < tokens.size() && terms.size() < MOST; i++) {
            Token token = tokens.get(i);
            // The pairs say already what the last sign of several says.
            boolean isSaid = token.kind() == Token.Kind.LAST
                    && i > 0
                    && tokens.get(i - 1).kind() == Token.Kind.PAIR
                    && tokens.get(i - 1).end() == token.end();
            if (!isSaid) {
                terms.putIfAbsent(token.word(), Term.of(token));
            }
        }
        return new SearchTerms(List.copyOf(terms.values()));
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** What must be found: every term as itself, as a beginning or as one of its alternatives. */
    public String toTsquery() {
        return terms.stream().map(Term::toTsquery).collect(Collectors.joining(" & "));
    }

    /** What makes a find better: the words exactly as they were typed. */
    public String toExactTsquery() {
        return terms.stream().map(term -> Term.quoted(term.word())).collect(Collectors.joining(" | "));
    }

    SearchTerms map(UnaryOperator<Term> change) {
        return new SearchTerms(terms.stream().map(change).toList());
    }

    boolean areFoundIn(String word) {
        return terms.stream().anyMatch(term -> term.isFoundIn(word));
    }
}
