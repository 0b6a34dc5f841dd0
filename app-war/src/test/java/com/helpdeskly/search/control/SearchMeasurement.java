package com.helpdeskly.search.control;

import com.helpdeskly.persistence.control.LimitedQueries;
import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.tickets.control.CommentPages;
import com.helpdeskly.tickets.control.TicketFilter;
import com.helpdeskly.tickets.control.TicketHit;
import com.helpdeskly.tickets.control.TicketPages;
import com.helpdeskly.tickets.control.TicketSearch;
import com.helpdeskly.tickets.control.TicketView;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a search costs where there are many tickets: statements and highlights, without HTTP. Words are as frequent as in
 * natural texts (Zipf). Run {@code main} with the number of tickets, 100,000 by default; it prints what it measured.
 */
public final class SearchMeasurement {
    private static final int WORDS = 30_000;
    private static final int CUSTOMERS = 500;
    private static final int ROUNDS = 40;
    private static final String LETTERS = "etaoinshrdlucmfwypvbgkjqxz";

    private final Random random = new Random(7);
    private final String[] words = new String[WORDS];
    private final double[] upTo = new double[WORDS];
    private final TenantDatabase database = new TenantDatabase();
    private final List<User> customers = new ArrayList<>();

    private SearchMeasurement() {
        double sum = 0;
        for (int i = 0; i < WORDS; i++) {
            int length = 3 + Math.min(9, (int) (Math.log(i + 2) * 0.8)) + random.nextInt(3);
            words[i] = IntStream.range(0, length)
                    .mapToObj(k -> String.valueOf(
                            LETTERS.charAt((int) (LETTERS.length() * Math.pow(random.nextDouble(), 1.6)))))
                    .collect(Collectors.joining());
            sum += 1.0 / (i + 3);
            upTo[i] = sum;
        }
    }

    /** @param arguments the number of tickets */
    public static void main(String[] arguments) throws Exception {
        SearchMeasurement measurement = new SearchMeasurement();
        measurement.fill(arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]));
        measurement.measure();
        if (arguments.length > 1) {
            try (Connection connection = measurement.database.connect()) {
                System.out.println(connection.getMetaData().getURL());
            }
            Thread.currentThread().join();
        }
        System.exit(0);
    }

    private String word() {
        int index = Arrays.binarySearch(upTo, random.nextDouble() * upTo[WORDS - 1]);
        return words[index < 0 ? Math.min(WORDS - 1, -index - 1) : index];
    }

    private String text(int length) {
        return IntStream.range(0, length).mapToObj(i -> word()).collect(Collectors.joining(" "));
    }

    private void fill(int tickets) throws SQLException {
        long begin = System.nanoTime();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(database.user("customer" + i, Role.CUSTOMER));
        }
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement ticket = connection.prepareStatement(
                            "insert into tickets (id, tenant_id, number, title, description, status, priority, author_id,"
                                    + " comment_count, last_position, public_comment_count, public_last_position, updated_at,"
                                    + " public_updated_at, created_at) values (?, ?, ?, ?, ?, ?, 'MEDIUM', ?, 3, 3, 2, 2, now(), now(), now())");
                    PreparedStatement comment = connection.prepareStatement(
                            "insert into comments (id, tenant_id, ticket_id, position, public_position, author_id, body, internal,"
                                    + " created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, now(), now())");
                    PreparedStatement text = connection.prepareStatement(
                            "insert into ticket_texts (ticket_id, tenant_id, own_words, public_words, internal_words)"
                                    + " values (?, ?, cast(? as tsvector), cast(? as tsvector), cast(? as tsvector))");
                    PreparedStatement vocabulary = connection.prepareStatement(
                            "insert into search_words (word, tenant_id, letters) values (?, ?, ?) on conflict do nothing")) {
                for (String word : words) {
                    set(vocabulary, word, database.tenantId(), Spelling.letters(word));
                    vocabulary.addBatch();
                }
                vocabulary.executeBatch();
                for (int i = 1; i <= tickets; i++) {
                    UUID id = new UUID(0x0190_0000_0000_7000L + ((long) i << 16), random.nextLong());
                    UUID author = customers.get(random.nextInt(CUSTOMERS)).id();
                    String title = text(6);
                    String description = text(40);
                    set(
                            ticket,
                            id,
                            database.tenantId(),
                            (long) i,
                            title,
                            description,
                            i % 10 == 0 ? "OPEN" : "CLOSED",
                            author);
                    ticket.addBatch();
                    List<String> bodies = List.of(text(25), text(25), text(25));
                    for (int k = 1; k <= 3; k++) {
                        set(
                                comment,
                                UUID.randomUUID(),
                                database.tenantId(),
                                id,
                                k,
                                k == 3 ? null : k,
                                author,
                                bodies.get(k - 1),
                                k == 3);
                        comment.addBatch();
                    }
                    set(
                            text,
                            id,
                            database.tenantId(),
                            new Lexemes(TicketTexts.OWN_BYTES)
                                    .add(title, "A")
                                    .add(description, "B")
                                    .toTsvector(),
                            new Lexemes(TicketTexts.COMMENT_BYTES)
                                    .add(bodies.get(0), "")
                                    .add(bodies.get(1), "")
                                    .toTsvector(),
                            new Lexemes(TicketTexts.COMMENT_BYTES)
                                    .add(bodies.get(2), "")
                                    .toTsvector());
                    text.addBatch();
                    if (i % 1000 == 0) {
                        ticket.executeBatch();
                        comment.executeBatch();
                        text.executeBatch();
                        connection.commit();
                    }
                }
            }
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
                try (ResultSet sizes = statement.executeQuery(
                        "select pg_size_pretty(pg_table_size('ticket_texts')), pg_size_pretty(pg_relation_size('ticket_texts_by_word')),"
                                + " pg_size_pretty(pg_table_size('tickets')), pg_size_pretty(pg_total_relation_size('search_words'))")) {
                    sizes.next();
                    System.out.printf(
                            "%d tickets in %d s; words %s, their index %s, tickets %s, vocabulary %s%n",
                            tickets,
                            (System.nanoTime() - begin) / 1_000_000_000,
                            sizes.getString(1),
                            sizes.getString(2),
                            sizes.getString(3),
                            sizes.getString(4));
                }
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private void measure() {
        User agent = database.user("agent", Role.AGENT);
        Viewer staff = new Viewer(agent.id(), Role.AGENT);
        Viewer customer = new Viewer(customers.get(1).id(), Role.CUSTOMER);
        measure("staff, rare word", staff, () -> words[2_000 + random.nextInt(20_000)]);
        measure("staff, word of 1 in 100", staff, () -> words[300 + random.nextInt(100)]);
        measure("staff, word of 1 in 3", staff, () -> words[random.nextInt(20)]);
        measure("staff, two words", staff, () -> words[random.nextInt(500)] + " " + words[random.nextInt(500)]);
        measure("staff, two letters", staff, () -> words[random.nextInt(3_000)].substring(0, 2));
        measure("staff, as people type", staff, () -> word() + " " + word());
        measure("staff, misspelt", staff, () -> turned(words[3_000 + random.nextInt(20_000)]));
        measure("customer, as people type", customer, () -> word() + " " + word());
        measure("customer, misspelt", customer, () -> turned(words[300 + random.nextInt(2_000)]));
    }

    private static String turned(String word) {
        return word.substring(0, 2) + word.charAt(3) + word.charAt(2) + word.substring(4);
    }

    private void measure(String name, Viewer viewer, java.util.function.Supplier<String> typed) {
        List<Double> millis = new ArrayList<>();
        long hits = 0;
        EntityManager em = database.entityManager();
        TicketPages pages = new TicketPages(em, new LimitedQueries(), new CommentPages(em, new LimitedQueries()));
        TicketSearch search = new TicketSearch(em, pages, new Vocabulary(em), new SearchSettings(500));
        // On one connection, as a pool would give it again and again.
        em.getTransaction().begin();
        for (int i = 0; i < ROUNDS + 20; i++) {
            SearchTerms terms = SearchTerms.of(typed.get());
            long begin = System.nanoTime();
            List<TicketHit> found = search.hits(viewer, TicketFilter.ALL, terms);
            if (found.isEmpty()) {
                terms = search.tolerant(viewer, terms);
                found = search.hits(viewer, TicketFilter.ALL, terms);
            }
            List<TicketView> page =
                    search.tickets(viewer, TicketFilter.ALL, found.subList(0, Math.min(20, found.size())));
            search.highlighted(viewer, page, terms);
            if (i >= 20) {
                millis.add((System.nanoTime() - begin) / 1e6);
                hits += found.size();
            }
        }
        millis.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%-26s p50 %7.1f ms, p95 %7.1f ms, most %7.1f ms, %d hits ranked%n",
                name,
                millis.get(ROUNDS / 2),
                millis.get(ROUNDS * 95 / 100 - 1),
                millis.get(ROUNDS - 1),
                hits / ROUNDS);
        em.getTransaction().rollback();
        em.close();
    }
}
