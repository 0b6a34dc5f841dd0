package com.helpdeskly.system.harness;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A form of parts ({@code multipart/form-data}, RFC 7578), with a boundary of its own. */
public final class Form {
    private final String boundary = "part-" + UUID.randomUUID();
    private final List<byte[]> parts = new ArrayList<>();

    /** A form with one file. */
    public static Form file(String name, byte[] bytes) {
        return new Form().part("form-data; name=\"file\"; filename=\"" + name + '"', bytes);
    }

    /** A further field. */
    public Form field(String name, String value) {
        return part("form-data; name=\"" + name + '"', value.getBytes(StandardCharsets.UTF_8));
    }

    /** A further part, with the value of its {@code Content-Disposition}. */
    public Form part(String disposition, byte[] bytes) {
        text("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\nContent-Type: text/plain\r\n\r\n");
        parts.add(bytes);
        text("\r\n");
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        List<byte[]> whole = new ArrayList<>(parts);
        whole.add(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return BodyPublishers.concat(
                whole.stream().map(BodyPublishers::ofByteArray).toArray(BodyPublisher[]::new));
    }

    private void text(String text) {
        parts.add(text.getBytes(StandardCharsets.UTF_8));
    }
}
