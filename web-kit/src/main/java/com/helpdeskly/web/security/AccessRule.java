package com.helpdeskly.web.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use a resource method. What the method says goes before what its class says; where neither says anything,
 * every caller may and no anonymous one.
 *
 * @param anonymous whether nobody needs to be signed in
 * @param roles one of which the caller needs; empty: any caller may
 * @param nobody whether not even a caller may
 */
record AccessRule(boolean anonymous, Set<String> roles, boolean nobody) {
    private static final AccessRule ANYONE = new AccessRule(true, Set.of(), false);
    private static final AccessRule CALLERS = new AccessRule(false, Set.of(), false);
    private static final AccessRule NOBODY = new AccessRule(false, Set.of(), true);

    static AccessRule of(Method method, Class<?> resource) {
        Optional<AccessRule> rule = on(method);
        for (Class<?> type = resource; rule.isEmpty() && type != null; type = type.getSuperclass()) {
            rule = on(type);
        }
        return rule.orElse(CALLERS);
    }

    private static Optional<AccessRule> on(AnnotatedElement element) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(NOBODY);
        }
        if (element.isAnnotationPresent(RolesAllowed.class)) {
            Set<String> roles = Set.of(element.getAnnotation(RolesAllowed.class).value());
            return Optional.of(new AccessRule(false, roles, roles.isEmpty()));
        }
        if (element.isAnnotationPresent(Public.class)) {
            return Optional.of(ANYONE);
        }
        return element.isAnnotationPresent(PermitAll.class) ? Optional.of(CALLERS) : Optional.empty();
    }

    void check(Optional<Caller> caller) {
        if (anonymous) {
            return;
        }
        Caller known = caller.orElseThrow(Refusals::unauthenticated);
        if (nobody || !roles.isEmpty() && !roles.contains(known.role())) {
            throw Refusals.forbidden();
        }
    }
}
