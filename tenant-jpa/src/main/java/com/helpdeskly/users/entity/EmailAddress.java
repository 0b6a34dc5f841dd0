package com.helpdeskly.users.entity;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address by which a user signs in: one {@code @} with something on both sides, no white space or control
 * characters, at most 254 characters (RFC 5321), in lower case. Whether somebody reads mail there is not known.
 */
public record EmailAddress(String value) {
    /** The rule as a sentence for clients. */
    public static final String RULE = "must be an e-mail address of at most 254 characters";

    private static final int MAX_LENGTH = 254;
    private static final Pattern SHAPE = Pattern.compile("[^\\s\\p{Cntrl}@]{1,64}@[^\\s\\p{Cntrl}@]+");

    /** @throws IllegalArgumentException for anything that is no e-mail address */
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
