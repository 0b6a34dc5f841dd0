package com.helpdeskly.web.security;

import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys may use a resource method, by its {@link KeyScope}. It says nothing about people, whose roles an
 * {@link AccessRule} asks for; that one is asked for keys as well, with the role of the key's owner.
 *
 * @param area as in {@link KeyScope}
 * @param reads whether the method only reads
 */
record KeyRule(String area, boolean reads) {
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    static KeyRule of(String httpMethod, Method method, Class<?> resource) {
        KeyScope scope = method.getAnnotation(KeyScope.class);
        for (Class<?> type = resource; scope == null && type != null; type = type.getSuperclass()) {
            scope = type.getAnnotation(KeyScope.class);
        }
        return new KeyRule(scope == null ? KeyScope.NONE : scope.value(), READING.contains(httpMethod));
    }

    void check(Optional<Caller> caller) {
        caller.flatMap(Caller::scopes).ifPresent(this::check);
    }

    private void check(Set<String> scopes) {
        boolean may = switch (area) {
            case KeyScope.NONE -> false;
            case KeyScope.ANY -> true;
            default -> scopes.contains(area + ":write") || reads && scopes.contains(area + ":read");
        };
        if (!may) {
            throw Refusals.outOfScope();
        }
    }
}
