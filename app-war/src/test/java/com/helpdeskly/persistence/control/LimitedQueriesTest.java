package com.helpdeskly.persistence.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.users.entity.Role;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LimitedQueriesTest {
    private static final String ALL = "select u.name from User u order by u.name";

    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private final LimitedQueries queries = new LimitedQueries();

    @Test
    void eachUseOfATextHasItsOwnLimitAndParameters() {
        List.of("ann", "bob", "cleo").forEach(name -> database.user(name, Role.AGENT));
        String later = "select u.email from User u where u.email > :email order by u.email";

        for (int limit : new int[] {2, 1, 3, 2}) {
            assertThat(names(ALL, limit)).hasSize(limit);
        }
        for (String email : List.of("b", "c", "a")) {
            assertThat(queries.create(database.entityManager(), later, String.class, 1)
                            .setParameter("email", email)
                            .getSingleResult())
                    .startsWith(email);
        }
    }

    @Test
    void aTextReadsTheDatabaseOfItsOwnFactoryAlone() {
        database.user("ann", Role.AGENT);
        assertThat(names(ALL, 5)).hasSize(1);

        EntityManager ofAnother = database.factoryOf(UUID.randomUUID()).createEntityManager();
        assertThat(queries.create(ofAnother, ALL, String.class, 5).getResultList())
                .isEmpty();
    }

    @Test
    void moreTextsThanAreKeptWorkAsWell() {
        database.user("ann", Role.AGENT);

        for (int i = 0; i < 200; i++) {
            assertThat(names(ALL.replace("order", "where u.name <> 'n" + i + "' order"), 1))
                    .hasSize(1);
        }
    }

    @Test
    void aTextIsTranslatedOnceWhateverItsLimits() {
        EntityManager em = database.entityManager();
        queries.create(em, ALL, String.class, 1).getResultList();
        var first =
                queries.create(em, ALL, String.class, 7).unwrap(org.eclipse.persistence.queries.DatabaseQuery.class);

        assertThat(first.isPrepared()).isTrue();
    }

    private List<String> names(String jpql, int limit) {
        return queries.create(database.entityManager(), jpql, String.class, limit)
                .getResultList();
    }
}
