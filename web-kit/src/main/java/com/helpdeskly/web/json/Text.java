package com.helpdeskly.web.json;

import java.util.Locale;
import java.util.regex.Pattern;

/** Rules for text that comes from outside. */
final class Text {
    private static final int MAX_EMAIL = 254;
    private static final int MAX_LOCAL_PART = 64;
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{M}\\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\\p{L}\\p{M}\\p{N}-]+(\\.[\\p{L}\\p{M}\\p{N}-]+)*");

    private Text() {}

    /** Whether PostgreSQL can keep the text: it has no NUL and no half of a surrogate pair. */
    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** The form in which addresses are kept and compared. */
    static String normalizedEmail(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the text looks like an address; only a message that arrives would prove it. */
    static boolean isEmail(String text) {
        return text.length() <= MAX_EMAIL && EMAIL.matcher(text).matches() && text.indexOf('@') <= MAX_LOCAL_PART;
    }
}
