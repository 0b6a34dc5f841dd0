package com.helpdeskly.web.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key needs for this resource method, or for all methods of this resource class that do not say something else:
 * with {@code "tickets"}, the scope {@code tickets:read} or {@code tickets:write} to read, {@code tickets:write} for
 * anything else. Where nothing is said, keys are refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface KeyScope {
    /** Any key will do. */
    String ANY = "*";

    /** No key will do: people only. */
    String NONE = "";

    /** The area, {@link #ANY} or {@link #NONE}. */
    String value();
}
