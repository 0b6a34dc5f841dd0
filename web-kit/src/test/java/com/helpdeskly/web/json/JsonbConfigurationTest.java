package com.helpdeskly.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.web.paging.Page;
import jakarta.json.bind.Jsonb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonbConfigurationTest {
    public enum Priority {
        LOW
    }

    public record AuthorView(UUID id, String name) {}

    public record TicketView(
            UUID id, long number, Priority priority, Instant createdAt, AuthorView author, List<String> tags) {}

    private final Jsonb jsonb = new JsonbConfiguration().getContext(TicketView.class);
    private final TicketView ticket = new TicketView(
            new UUID(1, 2),
            7,
            Priority.LOW,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            new AuthorView(new UUID(3, 4), "Zoë"),
            List.of("a"));

    private static final String TICKET_JSON = "{\"author\":{\"id\":\"00000000-0000-0003-0000-000000000004\","
            + "\"name\":\"Zoë\"},\"createdAt\":\"2026-01-02T03:04:05.678Z\","
            + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"number\":7,\"priority\":\"LOW\",\"tags\":[\"a\"]}";

    @Test
    void recordsAreWrittenWithTheirInstantsIdsAndInnerRecords() {
        assertThat(jsonb.toJson(ticket)).isEqualTo(TICKET_JSON);
    }

    @Test
    void absentValuesAreWrittenAsNull() {
        assertThat(jsonb.toJson(new AuthorView(null, null))).isEqualTo("{\"id\":null,\"name\":null}");
    }

    @Test
    void pagesAreWrittenWithTheirItems() {
        assertThat(jsonb.toJson(new Page<>(List.of(ticket), "abc")))
                .isEqualTo("{\"items\":[" + TICKET_JSON + "],\"next\":\"abc\"}");
        assertThat(jsonb.toJson(new Page<>(List.of(), null))).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void pagesOfDifferentItemsDoNotDisturbEachOther() {
        jsonb.toJson(new Page<>(List.of(ticket), null));
        assertThat(jsonb.toJson(new Page<>(List.of(new AuthorView(null, "a")), null)))
                .isEqualTo("{\"items\":[{\"id\":null,\"name\":\"a\"}],\"next\":null}");
        assertThat(jsonb.toJson(Map.of("page", new Page<>(List.of("x"), null))))
                .isEqualTo("{\"page\":{\"items\":[\"x\"],\"next\":null}}");
    }

    @Test
    void recordsAreReadBack() {
        assertThat(jsonb.fromJson(TICKET_JSON, TicketView.class)).isEqualTo(ticket);
    }
}
