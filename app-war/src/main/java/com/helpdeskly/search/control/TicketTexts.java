package com.helpdeskly.search.control;

import com.helpdeskly.persistence.entity.TenantOwned;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.persistence.queries.DatabaseQuery;

/**
 * Keeps the words of tickets up to date, in the transaction in which their texts change: one statement for what is added,
 * three and more for what is edited or taken out of comments, after which the words of all of them are counted anew.
 *
 * <p>It is the one place that speaks SQL to a tenant's database, as words are put together and learnt in one round trip
 * that Jakarta Persistence has no words for. EclipseLink does not add the tenant to such statements: each names it itself.
 */
public final class TicketTexts {
    /** Bytes of the words of a title and a description; the sum of all stays below PostgreSQL's 1 MiB with room to spare. */
    static final int OWN_BYTES = 300_000;
    /** Bytes of the words of the comments of one audience. */
    static final int COMMENT_BYTES = 200_000;

    /** Counted anew, they fill no more than this, so that it is not done again with the next comment. */
    private static final int ANEW_BYTES = COMMENT_BYTES * 3 / 4;

    private static final int COMMENTS_AT_ONCE = 100;
    private static final int MOST_COMMENTS = 2_000;

    /** Where a tenant's people have said more different words than this, further ones are not learnt. */
    private static final int VOCABULARY = 200_000;

    private static final String LEARN = """
            , learnt as (
              insert into search_words (word, tenant_id, letters)
              select w.word, ?2, w.letters from unnest(string_to_array(?3, ' '), string_to_array(?4, ' ')) as w (word, letters)
              where (select reltuples from pg_class where oid = cast('search_words' as regclass)) < %d
              on conflict do nothing
            ) select count(*) from written""".formatted(VOCABULARY);

    private static final String OWN = """
            with written as (
              insert into ticket_texts as t (ticket_id, tenant_id, own_words) values (?1, ?2, cast(?5 as tsvector))
              on conflict (ticket_id) do update set own_words = excluded.own_words where t.tenant_id = excluded.tenant_id
              returning 1
            )""" + LEARN;

    private static final String ONE_MORE = """
            with written as (
              update ticket_texts set %1$s_words = %1$s_words || cast(?5 as tsvector), %1$s_bytes = %1$s_bytes + ?6
              where ticket_id = ?1 and tenant_id = ?2 and %1$s_bytes + ?6 <= %2$d
              returning 1
            )""" + LEARN;

    private static final String PUBLIC_COMMENT = ONE_MORE.formatted("public", COMMENT_BYTES);
    private static final String INTERNAL_NOTE = ONE_MORE.formatted("internal", COMMENT_BYTES);

    private static final String ALL = """
            with written as (
              insert into ticket_texts as t
                (ticket_id, tenant_id, own_words, public_words, internal_words, public_bytes, internal_bytes)
              values (?1, ?2, cast(?5 as tsvector), cast(?6 as tsvector), cast(?7 as tsvector), ?8, ?9)
              on conflict (ticket_id) do update set own_words = excluded.own_words,
                public_words = excluded.public_words, internal_words = excluded.internal_words,
                public_bytes = excluded.public_bytes, internal_bytes = excluded.internal_bytes
              where t.tenant_id = excluded.tenant_id
              returning 1
            )""" + LEARN;

    /** A ticket has this title and this description, and may have had others before. */
    public void told(EntityManager em, UUID ticketId, String title, String description) {
        Lexemes own = ownWords(title, description);
        written(statement(em, OWN, ticketId, own.learnt()).setParameter(5, own.toTsvector()));
    }

    /** A comment was added to a ticket. */
    public void commented(EntityManager em, UUID ticketId, String body, boolean internal) {
        Lexemes words = new Lexemes(ANEW_BYTES).add(body, "");
        Query more = statement(em, internal ? INTERNAL_NOTE : PUBLIC_COMMENT, ticketId, words.learnt())
                .setParameter(5, words.toTsvector())
                .setParameter(6, words.bytes());
        if (!written(more)) {
            anew(em, ticketId, Optional.empty());
        }
    }

    /**
     * Comments of a ticket were changed or are removed.
     *
     * @param without the comment that is about to be removed
     */
    public void anew(EntityManager em, UUID ticketId, Optional<UUID> without) {
        Object[] texts = em.createQuery(
                        "select t.title, t.description from Ticket t where t.id = :ticket", Object[].class)
                .setParameter("ticket", ticketId)
                .getSingleResult();
        Lexemes own = ownWords((String) texts[0], (String) texts[1]);
        Lexemes toAll = new Lexemes(ANEW_BYTES);
        Lexemes internal = new Lexemes(ANEW_BYTES);
        readComments(em, ticketId, without, toAll, internal);
        written(statement(em, ALL, ticketId, own.learnt())
                .setParameter(5, own.toTsvector())
                .setParameter(6, toAll.toTsvector())
                .setParameter(7, internal.toTsvector())
                .setParameter(8, toAll.bytes())
                .setParameter(9, internal.bytes()));
    }

    private static Lexemes ownWords(String title, String description) {
        return new Lexemes(OWN_BYTES).add(title, "A").add(description, "B");
    }

    /** The newest first, until they are full. */
    private static void readComments(
            EntityManager em, UUID ticketId, Optional<UUID> without, Lexemes toAll, Lexemes internal) {
        int before = Integer.MAX_VALUE;
        int read = 0;
        List<Object[]> comments;
        do {
            comments = em.createQuery(
                            "select c.position, c.id, c.body, c.internal from Comment c"
                                    + " where c.ticket.id = :ticket and c.position < :before order by c.position desc",
                            Object[].class)
                    .setParameter("ticket", ticketId)
                    .setParameter("before", before)
                    .setMaxResults(COMMENTS_AT_ONCE)
                    .getResultList();
            for (Object[] comment : comments) {
                before = (Integer) comment[0];
                if (without.filter(comment[1]::equals).isEmpty()) {
                    ((Boolean) comment[3] ? internal : toAll).add((String) comment[2], "");
                }
            }
            read += comments.size();
        } while (comments.size() == COMMENTS_AT_ONCE && read < MOST_COMMENTS && !(toAll.isFull() && internal.isFull()));
    }

    private static Query statement(EntityManager em, String sql, UUID ticketId, SortedSet<String> learnt) {
        Query query = em.createNativeQuery(sql);
        query.unwrap(DatabaseQuery.class).setAllowNativeSQLQuery(true);
        return query.setParameter(1, ticketId)
                .setParameter(2, tenantOf(em))
                .setParameter(3, String.join(" ", learnt))
                .setParameter(4, learnt.stream().map(Spelling::letters).collect(Collectors.joining(" ")));
    }

    private static UUID tenantOf(EntityManager em) {
        return UUID.fromString(em.getEntityManagerFactory()
                .getProperties()
                .get(TenantOwned.TENANT_PROPERTY)
                .toString());
    }

    /** Whether the ticket's row was written. */
    private static boolean written(Query query) {
        return ((Number) query.getSingleResult()).intValue() == 1;
    }
}
