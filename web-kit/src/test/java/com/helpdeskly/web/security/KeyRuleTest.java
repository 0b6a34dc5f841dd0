package com.helpdeskly.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.problems.entity.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRuleTest {
    @KeyScope("tickets")
    static class Tickets {
        public void usual() {}

        @KeyScope(KeyScope.ANY)
        public void open() {}

        @KeyScope(KeyScope.NONE)
        public void closed() {}
    }

    static class Silent {
        public void usual() {}
    }

    @Test
    void readingNeedsOneScopeOfTheAreaAndWritingTheOther() {
        assertThat(may("GET", Tickets.class, "usual", "tickets:read")).isTrue();
        assertThat(may("HEAD", Tickets.class, "usual", "tickets:write")).isTrue();
        assertThat(may("POST", Tickets.class, "usual", "tickets:write")).isTrue();
        assertThat(may("POST", Tickets.class, "usual", "tickets:read")).isFalse();
        assertThat(may("GET", Tickets.class, "usual", "users:write")).isFalse();
        assertThat(may("GET", Tickets.class, "usual")).isFalse();
    }

    @Test
    void methodGoesBeforeItsClassAndSilenceIsANo() {
        assertThat(may("POST", Tickets.class, "open")).isTrue();
        assertThat(may("GET", Tickets.class, "closed", "tickets:read", "tickets:write"))
                .isFalse();
        assertThat(may("GET", Silent.class, "usual", "tickets:read")).isFalse();
    }

    @Test
    void peopleNeedNoScope() throws NoSuchMethodException {
        Caller person = new Caller(new UUID(0, 1), "a@b", "A", "AGENT");
        KeyRule.of("GET", Silent.class.getMethod("usual"), Silent.class).check(Optional.of(person));
        KeyRule.of("GET", Silent.class.getMethod("usual"), Silent.class).check(Optional.empty());
    }

    private static boolean may(String httpMethod, Class<?> resource, String method, String... scopes) {
        Caller key = new Caller(new UUID(0, 1), "a@b", "A", "ADMIN", Optional.of(Set.of(scopes)));
        try {
            KeyRule.of(httpMethod, resource.getMethod(method), resource).check(Optional.of(key));
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.code()).isEqualTo("key-scope");
            return false;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
