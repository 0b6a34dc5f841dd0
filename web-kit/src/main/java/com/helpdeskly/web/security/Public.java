package com.helpdeskly.web.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Anonymous callers may use this resource method, or all methods of this resource class that do not name roles. Without
 * it a caller is needed. {@code @PermitAll} is no substitute: servers differ in what they do about it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Public {}
