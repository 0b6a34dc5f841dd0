package com.helpdeskly.tickets.control;

import com.helpdeskly.search.control.SearchTerms;
import com.helpdeskly.tickets.entity.Audience;

/**
 * How a search becomes a condition of a query and the rank of a find.
 *
 * <p>The index is over the words of all texts, so that customers' searches go through it as well; what they may see is
 * compared again by itself, and it alone makes their rank.
 */
final class TicketMatch {
    private static final String ALL_WORDS = "x.ownWords, x.publicWords, x.internalWords";
    private static final String PUBLIC_WORDS = "x.ownWords, x.publicWords";
    private static final String ALL = "(? || ? || ?)";
    private static final String PUBLIC = "(? || ?)";

    // Short texts weigh a little more, as 1 + the logarithm of their length.
    private static final String RANK = "ts_rank(%1$s, cast(? as tsquery), 1) + ts_rank(%1$s, cast(? as tsquery), 1)";

    private TicketMatch() {}

    /** Joins the words {@code x} of the tickets {@code t} and lets those pass in which everything was found. */
    static JpqlConditions restrict(JpqlConditions conditions, SearchTerms terms, Audience audience) {
        conditions.and("x.ticketId = t.id", "nil", 0).and(found(ALL, ALL_WORDS), "found", terms.toTsquery());
        return audience == Audience.STAFF ? conditions : conditions.and(found(PUBLIC, PUBLIC_WORDS));
    }

    /** The same without a join. */
    static JpqlConditions restrictList(JpqlConditions conditions, SearchTerms terms, Audience audience) {
        JpqlConditions inner = restrict(new JpqlConditions(), terms, audience);
        return conditions
                .and(
                        "exists (select x.ticketId from TicketText x where x.ticketId is not null" + inner.text() + ")",
                        "found",
                        terms.toTsquery())
                .and("0 = :nil", "nil", 0);
    }

    /** How well it was found, with the parameters {@code found} and {@code exact}: a number, the higher the better. */
    static String rank(Audience audience) {
        boolean all = audience == Audience.STAFF;
        String words = all ? ALL_WORDS : PUBLIC_WORDS;
        return "SQL('%s', %s, :found, %s, :exact)".formatted(RANK.formatted(all ? ALL : PUBLIC), words, words);
    }

    /**
     * The equation makes a condition of it; one with {@code true} would bind that, and hide the index from generic plans.
     *
     * <p>What is best for a word of every ticket is worst for a rare one, and only a plan for the values knows which it is. So
     * a generic plan is made to look dear: it would count all texts, were it not for a parameter that is 0. Nobody ever does.
     */
    private static String found(String vector, String words) {
        return "SQL('%s @@ cast(? as tsquery) and (? = 0 or (select count(*) from ticket_texts) < 0) and 0', %s, :found, :nil) = 0"
                .formatted(vector, words);
    }
}
