package com.helpdeskly.apikeys.entity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A thing that an API key may do, as far as its user's role goes. Writing includes reading. */
public enum Scope {
    TICKETS_READ,
    TICKETS_WRITE,
    USERS_READ,
    USERS_WRITE;

    /** As clients name it, for example {@code tickets:read}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** The scope of that name, if there is one. */
    public static Optional<Scope> of(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    /** All scopes as clients name them. */
    public static String names() {
        return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
    }

    static String join(Collection<Scope> scopes) {
        return EnumSet.copyOf(scopes).stream().map(Scope::text).collect(Collectors.joining(" "));
    }

    /** What {@link #join} made; a scope that this release does not know gives nothing. */
    public static Set<Scope> split(String scopes) {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        for (String text : scopes.split(" ")) {
            of(text).ifPresent(all::add);
        }
        return all;
    }
}
