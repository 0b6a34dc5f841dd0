package com.helpdeskly.search.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Knows what misspelt words may have been meant for. The staff is helped by the words of all tickets; a customer by those
 * of their own tickets alone, as what is suggested, and what is not, would tell of others' words and of internal notes.
 */
@Dependent
public class Vocabulary {
    private static final int CANDIDATES = 50;
    private static final int ALTERNATIVES = 10;
    private static final int LOOKED_UP = 6;
    private static final int OWN_TICKETS = 200;
    private static final int LONGEST_TO_TURN = 8;

    private static final String LIKE =
            "select w.word from SearchWord w where SQL('? % ? and 0', w.letters, :letters) = 0"
                    + " order by SQL('(? <-> ?)', w.letters, :letters), w.word";

    private static final String OWN = "select SQL('left(array_to_string(tsvector_to_array(? || ?), '' ''), 20000)',"
            + " x.ownWords, x.publicWords) from Ticket t, TicketText x"
            + " where x.ticketId = t.id and t.deletedAt is null and t.author.id = :author order by t.id desc";

    private final EntityManager entityManager;

    @Inject
    public Vocabulary(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * The same search with what may have been meant instead, for when nothing was found; the same terms when there is
     * nothing like them.
     *
     * @param customer who looks, unless it is one of the staff
     */
    public SearchTerms tolerant(SearchTerms terms, Optional<UUID> customer) {
        List<String> looked = terms.terms().stream()
                .map(Term::word)
                .filter(Spelling::mayBeMisspelt)
                .limit(LOOKED_UP)
                .toList();
        if (looked.isEmpty()) {
            return terms;
        }
        Set<String> own = customer.map(this::ownWords).orElse(Set.of());
        return terms.map(term -> looked.contains(term.word())
                ? term.or(customer.isPresent() ? like(term.word(), own.stream()) : known(term.word()))
                : term);
    }

    private List<String> known(String word) {
        List<String> candidates = entityManager
                .createQuery(LIKE, String.class)
                .setParameter("letters", Spelling.letters(word))
                .setMaxResults(CANDIDATES)
                .getResultList();
        return like(word, Stream.concat(candidates.stream(), turned(word).stream()));
    }

    private static List<String> like(String word, Stream<String> candidates) {
        return candidates
                .filter(known -> !known.equals(word) && Spelling.isLike(word, known))
                .distinct()
                .sorted(Comparator.comparing((String known) -> Math.abs(known.length() - word.length()))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(ALTERNATIVES)
                .toList();
    }

    /** With two neighbours in the other order, of which short words share too few trigrams to be found by them. */
    private static List<String> turned(String word) {
        List<String> turned = new ArrayList<>();
        int[] letters = word.codePoints().toArray();
        for (int i = 0; i + 1 < letters.length && letters.length <= LONGEST_TO_TURN; i++) {
            int[] other = letters.clone();
            other[i] = letters[i + 1];
            other[i + 1] = letters[i];
            turned.add(new String(other, 0, other.length));
        }
        return turned;
    }

    private Set<String> ownWords(UUID customer) {
        Set<String> words = new LinkedHashSet<>();
        entityManager
                .createQuery(OWN, String.class)
                .setParameter("author", customer)
                .setMaxResults(OWN_TICKETS)
                .getResultList()
                .forEach(text -> words.addAll(List.of(text.split(" "))));
        return words;
    }
}
