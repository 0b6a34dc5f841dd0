package com.helpdeskly.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a demo tenant is filled with, read from the resources beside this class's package. The same slug always gives the
 * same tickets.
 *
 * @param slug the tenant's slug
 * @param name the tenant's name
 * @param password of all its people
 * @param owner its first administrator
 * @param people everybody else
 * @param tickets in the order of creation
 */
record DemoTenant(String slug, String name, String password, Person owner, List<Person> people, List<Ticket> tickets) {
    private static final int TICKETS = 250;
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");
    private static final List<String> STATUSES =
            weighted("OPEN", 30, "IN_PROGRESS", 20, "WAITING", 15, "RESOLVED", 20, "CLOSED", 15);
    private static final List<String> PRIORITIES = weighted("LOW", 20, "MEDIUM", 45, "HIGH", 25, "URGENT", 10);

    /** @param language in which they write, as an ISO 639-1 code */
    record Person(String email, String name, String role, String language) {
        boolean customer() {
            return role.equals("CUSTOMER");
        }
    }

    /** @param assignee an e-mail, or empty when nobody is assigned */
    record Ticket(
            String title,
            String description,
            String status,
            String priority,
            String author,
            String assignee,
            List<Comment> comments) {}

    record Comment(String author, String body, boolean internal) {}

    static DemoTenant load(String slug) {
        var source = read("/demo/" + slug + ".json").asJsonObject();
        var owner = source.getJsonObject("owner");
        var people = source.getJsonArray("people").getValuesAs(DemoTenant::person);
        return new DemoTenant(
                slug,
                source.getString("name"),
                source.getString("password"),
                new Person(owner.getString("email"), owner.getString("name"), "ADMIN", "en"),
                people,
                tickets(slug, new Random(slug.hashCode()), source.getJsonObject("words"), people));
    }

    private static Person person(JsonValue value) {
        var person = value.asJsonObject();
        return new Person(
                person.getString("email"),
                person.getString("name"),
                person.getString("role"),
                person.getString("language"));
    }

    private static List<Ticket> tickets(String slug, Random random, JsonObject words, List<Person> people) {
        var templates = read("/demo/tickets.json").asJsonArray().getValuesAs(JsonObject.class).stream()
                .filter(template -> template.getString("tenant", slug).equals(slug))
                .toList();
        var tickets = new ArrayList<Ticket>();
        for (int i = 0; i < TICKETS; i++) {
            var template = any(templates, random);
            var language = template.getString("language");
            var customer = speaker(people, Person::customer, language, random);
            var agent = speaker(people, person -> !person.customer(), language, random);
            tickets.add(ticket(template, random, words, customer, agent));
        }
        return List.copyOf(tickets);
    }

    /** @return one who writes that language, if there is any */
    private static String speaker(List<Person> people, Predicate<Person> kind, String language, Random random) {
        var all = people.stream().filter(kind).toList();
        var fluent = all.stream()
                .filter(person -> person.language().equals(language))
                .toList();
        return any(fluent.isEmpty() ? all : fluent, random).email();
    }

    private static Ticket ticket(JsonObject template, Random random, JsonObject words, String customer, String agent) {
        var chosen = new HashMap<String, String>();
        Function<MatchResult, String> word = slot -> Matcher.quoteReplacement(
                chosen.computeIfAbsent(slot.group(1), name -> any(words.getJsonArray(name), random)));
        Function<String, String> filled = text -> SLOT.matcher(text).replaceAll(word);
        var status = any(STATUSES, random);
        boolean untouched = status.equals("OPEN") && random.nextInt(100) < 60;
        var thread = template.getJsonArray("thread");
        int shown = untouched ? 0 : status.equals("OPEN") ? random.nextInt(2) : 1 + random.nextInt(thread.size());
        var comments = thread.stream()
                .limit(shown)
                .map(JsonValue::asJsonObject)
                .map(comment -> comment(comment, filled, customer, agent))
                .toList();
        return new Ticket(
                filled.apply(template.getString("title")),
                filled.apply(template.getString("description")),
                status,
                any(PRIORITIES, random),
                customer,
                untouched ? "" : agent,
                comments);
    }

    private static Comment comment(JsonObject comment, Function<String, String> filled, String customer, String agent) {
        var by = comment.getString("by");
        return new Comment(
                by.equals("customer") ? customer : agent, filled.apply(comment.getString("body")), by.equals("note"));
    }

    private static String any(JsonArray words, Random random) {
        return words.getString(random.nextInt(words.size()));
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> weighted(Object... valuesAndWeights) {
        var all = new ArrayList<String>();
        for (int i = 0; i < valuesAndWeights.length; i += 2) {
            for (int n = 0; n < (Integer) valuesAndWeights[i + 1]; n++) {
                all.add((String) valuesAndWeights[i]);
            }
        }
        return List.copyOf(all);
    }

    private static JsonStructure read(String resource) {
        try (var stream = DemoTenant.class.getResourceAsStream(resource);
                var reader = Json.createReader(stream)) {
            return reader.read();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
