package com.helpdeskly.attachments.control;

import com.helpdeskly.attachments.entity.Attachment;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A file's name that is safe to show, to send in a header and to save under: no folders, no control or formatting
 * characters (among them those that turn the direction of writing), at most {@value Attachment#NAME_LENGTH} characters.
 *
 * @param value never empty
 */
public record FileName(String value) {
    private static final String UNNAMED = "file";
    private static final String UNRESERVED = "!#$&+-.^_`|~";

    /** What can be kept of a name that a client claims; {@code null} is none. */
    public static FileName of(String claimed) {
        String name = claimed == null ? "" : claimed;
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC)
                .codePoints()
                .filter(FileName::isVisible)
                .limit(Attachment.NAME_LENGTH)
                .forEach(kept::appendCodePoint);
        String clean = kept.toString().strip();
        return new FileName(clean.isEmpty() || clean.matches("\\.+") ? UNNAMED : clean);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /**
     * The value of {@code Content-Disposition} that has the file saved and never shown (RFC 6266): a name of ASCII for old
     * clients, and the name itself in the form of RFC 8187 where that is another one.
     */
    public String disposition() {
        StringBuilder ascii = new StringBuilder();
        value.codePoints().forEach(character -> ascii.append(isPlain(character) ? (char) character : '_'));
        String plain = "attachment; filename=\"" + ascii + '"';
        return ascii.toString().equals(value) ? plain : plain + "; filename*=UTF-8''" + encoded();
    }

    /** Percent signs are decoded by some clients, quotes and backslashes end or escape the text. */
    private static boolean isPlain(int character) {
        return character >= 0x20 && character < 0x7f && "\"\\%".indexOf(character) < 0;
    }

    private String encoded() {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean unreserved =
                    character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
            encoded.append(unreserved ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return encoded.toString();
    }
}
