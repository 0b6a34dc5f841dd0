package com.helpdeskly.search.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The different words of texts, as PostgreSQL keeps them ({@code tsvector}): with the weight of where they stand, or
 * without one. They take so many bytes and no more, as PostgreSQL holds less than 1 MiB in all; further words are left
 * out, and the text is not found by those.
 */
final class Lexemes {
    private static final int OF_ONE_MORE = 10;
    private static final int PLACES_OF_A_WORD = 3;
    private static final int LAST_PLACE = 16_383;
    private static final int MOST_LEARNT = 2_000;

    private final Map<String, StringBuilder> places = new LinkedHashMap<>();
    private final Map<String, Integer> occurrences = new LinkedHashMap<>();
    private final SortedSet<String> learnt = new TreeSet<>();
    private final int most;
    private int bytes;
    private int place;

    /** @param most bytes that all of the words may take */
    Lexemes(int most) {
        this.most = most;
    }

    /** Adds the words of a text. @param weight {@code "A"} to {@code "C"}, or empty for words that count least */
    Lexemes add(String text, String weight) {
        for (Token token : Words.of(text)) {
            place++;
            if (!places.containsKey(token.word()) && !makeRoom(token)) {
                continue;
            }
            if (!weight.isEmpty() && occurrences.merge(token.word(), 1, Integer::sum) <= PLACES_OF_A_WORD) {
                StringBuilder of = places.get(token.word());
                of.append(of.isEmpty() ? ':' : ',')
                        .append(Math.min(place, LAST_PLACE))
                        .append(weight);
            }
        }
        return this;
    }

    private boolean makeRoom(Token token) {
        int more = Folding.bytesOf(token.word()) + OF_ONE_MORE;
        if (bytes + more > most) {
            return false;
        }
        bytes += more;
        places.put(token.word(), new StringBuilder());
        if (learnt.size() < MOST_LEARNT && Spelling.isLearnt(token)) {
            learnt.add(token.word());
        }
        return true;
    }

    /** Whether hardly another word would fit. */
    boolean isFull() {
        return bytes + Folding.LONGEST + OF_ONE_MORE > most;
    }

    /** At least what they take in PostgreSQL. */
    int bytes() {
        return bytes;
    }

    /** The words that somebody may misspell, in a fixed order, in which nobody waits for each other in a circle. */
    SortedSet<String> learnt() {
        return learnt;
    }

    /** In PostgreSQL's notation. Folded words have neither quotes nor backslashes. */
    String toTsvector() {
        StringJoiner all = new StringJoiner(" ");
        places.forEach((word, at) -> all.add("'" + word + "'" + at));
        return all.toString();
    }
}
