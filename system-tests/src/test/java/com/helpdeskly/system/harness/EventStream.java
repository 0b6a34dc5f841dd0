package com.helpdeskly.system.harness;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Server-sent events as a client gets them, read by a thread of its own until one of both ends the stream. */
public final class EventStream implements AutoCloseable {
    /** An event. */
    public record Event(String name, String id, JsonObject data) {
        /** The ticket that it is about. */
        public String ticket() {
            return data.getString("ticketId");
        }
    }

    private final InputStream body;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private volatile String lastId = "";
    private volatile boolean ended;
    private volatile int comments;

    private EventStream(InputStream body) {
        this.body = body;
    }

    /** Opens a stream, which the server must let open. */
    public static EventStream of(Client person) {
        return at(person, "/events");
    }

    /** Opens a stream that goes on behind an event. */
    public static EventStream after(Client person, String lastId) {
        return at(person.with("Last-Event-ID", lastId), "/events");
    }

    /** Opens a stream at a path. */
    public static EventStream at(Client person, String path) {
        HttpResponse<InputStream> response = person.with("Accept", "text/event-stream")
                .exchange("GET", path, BodyPublishers.noBody(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError("the stream was answered with " + response.statusCode());
        }
        EventStream stream = new EventStream(response.body());
        Thread reader = new Thread(stream::read, "events");
        reader.setDaemon(true);
        reader.start();
        return stream;
    }

    /** All events so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The names of the events about a ticket. */
    public List<String> about(String ticket) {
        return events.stream()
                .filter(event -> !event.name().equals("reset"))
                .filter(event -> event.ticket().equals(ticket))
                .map(Event::name)
                .toList();
    }

    /** Where to resume. */
    public String lastId() {
        return lastId;
    }

    /** Comments so far, the first of which says that the stream is open. */
    public int comments() {
        return comments;
    }

    /** Whether the server has ended it. */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    dispatch();
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException closed) {
            lines.clear();
        }
        ended = true;
    }

    private void dispatch() {
        String name = field("event:");
        String data = field("data:");
        String id = field("id:");
        if (!id.isEmpty()) {
            lastId = id;
        }
        if (lines.stream().anyMatch(line -> line.startsWith(":"))) {
            comments++;
        }
        lines.clear();
        if (!data.isEmpty()) {
            try (var json = Json.createReader(new StringReader(data))) {
                events.add(new Event(name, id, json.readObject()));
            }
        }
    }

    private String field(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }
}
