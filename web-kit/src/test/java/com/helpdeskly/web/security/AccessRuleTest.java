package com.helpdeskly.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessRuleTest {
    static class Plain {
        public void open() {}

        @Public
        public void anybody() {}

        @RolesAllowed({"ADMIN", "AGENT"})
        public void staff() {}

        @DenyAll
        public void nobody() {}

        @RolesAllowed({})
        public void noRole() {}
    }

    @Public
    static class Free {
        public void open() {}

        @RolesAllowed("ADMIN")
        public void admin() {}

        @PermitAll
        public void permitted() {}
    }

    static class Proxy extends Free {}

    private static void call(Class<?> resource, String method, String role) throws NoSuchMethodException {
        Caller caller = role == null ? null : new Caller(new UUID(0, 1), "a@b", "A", role);
        AccessRule.of(resource.getMethod(method), resource).check(Optional.ofNullable(caller));
    }

    private static void assertAllowed(Class<?> resource, String method, String role) {
        assertThatCode(() -> call(resource, method, role)).doesNotThrowAnyException();
    }

    private static void assertRefused(int status, Class<?> resource, String method, String role) {
        assertThatThrownBy(() -> call(resource, method, role))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(status));
    }

    @Test
    void methodThatSaysNothingNeedsACaller() {
        assertRefused(401, Plain.class, "open", null);
        assertAllowed(Plain.class, "open", "CUSTOMER");
    }

    @Test
    void publicMethodsAndClassesAreForEverybody() {
        assertAllowed(Plain.class, "anybody", null);
        assertAllowed(Free.class, "open", null);
        assertAllowed(Proxy.class, "open", null);
    }

    @Test
    void rolesAreNeeded() {
        assertRefused(401, Plain.class, "staff", null);
        assertRefused(403, Plain.class, "staff", "CUSTOMER");
        assertAllowed(Plain.class, "staff", "AGENT");
    }

    @Test
    void methodGoesBeforeItsClass() {
        assertRefused(401, Free.class, "admin", null);
        assertRefused(403, Free.class, "admin", "AGENT");
        assertRefused(401, Free.class, "permitted", null);
        assertAllowed(Free.class, "permitted", "CUSTOMER");
    }

    @Test
    void whatIsDeniedIsDeniedToEverybody() {
        assertRefused(401, Plain.class, "nobody", null);
        assertRefused(403, Plain.class, "nobody", "ADMIN");
        assertRefused(403, Plain.class, "noRole", "ADMIN");
    }
}
