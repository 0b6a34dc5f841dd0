package com.helpdeskly.persistence.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LimitedQueriesTest {
    private static final String ALL = "select u.name from User u order by u.name";

    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private final LimitedQueries queries = new LimitedQueries();

    @Test
    void noMoreThanTheLimitIsRead() {
        database.unitOfWork().write(em -> {
            IntStream.range(0, 60)
                    .mapToObj("user%02d"::formatted)
                    .forEach(name -> em.persist(new User(new EmailAddress(name + "@example.com"), name, Role.AGENT)));
            return null;
        });

        for (int limit : new int[] {2, 1, 21, 22, 55, 102}) {
            assertThat(names(ALL, limit)).as("limit " + limit).hasSize(Math.min(limit, 60));
        }
    }

    @Test
    void eachUseHasItsOwnParameters() {
        List.of("ann", "bob", "cleo").forEach(name -> database.user(name, Role.AGENT));
        String later = "select u.name from User u where u.email > :email order by u.email";

        for (String email : List.of("b", "c", "a")) {
            List<String> names = queries.read(
                    database.entityManager(), later, String.class, 1, query -> query.setParameter("email", email));
            assertThat(names).singleElement().asString().startsWithIgnoringCase(email);
        }
    }

    @Test
    void aTextReadsTheDatabaseOfItsOwnFactoryAlone() {
        database.user("ann", Role.AGENT);
        assertThat(names(ALL, 5)).hasSize(1);

        EntityManager ofAnother = database.factoryOf(UUID.randomUUID()).createEntityManager();
        assertThat(queries.read(ofAnother, ALL, String.class, 5, UnaryOperator.identity()))
                .isEmpty();
    }

    @Test
    void moreTextsThanAreKeptWorkAsWell() {
        database.user("ann", Role.AGENT);

        for (int i = 0; i < 100; i++) {
            assertThat(names(ALL.replace("order", "where u.name <> 'n" + i + "' order"), 1))
                    .hasSize(1);
        }
    }

    @Test
    void aTextIsTranslatedOnce() {
        Set<Integer> translations = IntStream.rangeClosed(1, 20)
                .mapToObj(this::translation)
                .map(System::identityHashCode)
                .collect(Collectors.toSet());

        assertThat(translations).hasSize(1);
    }

    /** The very object that holds the SQL text that was run. */
    private String translation(int limit) {
        var used = new AtomicReference<TypedQuery<String>>();
        queries.read(database.entityManager(), ALL, String.class, limit, query -> {
            used.set(query);
            return query;
        });
        return used.get().unwrap(DatabaseQuery.class).getSQLString();
    }

    private List<String> names(String jpql, int limit) {
        return queries.read(database.entityManager(), jpql, String.class, limit, UnaryOperator.identity());
    }
}
