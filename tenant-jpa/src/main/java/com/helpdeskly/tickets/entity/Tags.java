package com.helpdeskly.tickets.entity;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tags as they are kept: in one form whatever the way they were typed (NFC, lower case, single blanks, none around), each
 * once, in the order of their characters. A comma is in none of them, as it stands between them.
 */
public final class Tags {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern FORBIDDEN = Pattern.compile("[,\\p{Cc}\\x{2028}\\x{2029}]");

    private Tags() {}

    /** The one form of a tag; it may turn out to be empty. */
    public static String normalized(String typed) {
        String composed = Normalizer.normalize(typed, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        // A letter's lower case may be two characters that compose again.
        return Normalizer.normalize(BLANKS.matcher(composed).replaceAll(" ").strip(), Normalizer.Form.NFC);
    }

    /** Whether a normalized tag can be kept: 1 to so many characters, no comma, nothing that controls a terminal. */
    public static boolean isTag(String normalized, int longest) {
        int length = normalized.codePointCount(0, normalized.length());
        return length >= 1
                && length <= longest
                && !FORBIDDEN.matcher(normalized).find();
    }

    /** Normalized tags as they stand in one column. */
    public static String joined(Collection<String> tags) {
        return String.join(",", new TreeSet<>(tags));
    }

    /** The tags of a column. */
    public static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.copyOf(Arrays.asList(joined.split(",")));
    }
}
