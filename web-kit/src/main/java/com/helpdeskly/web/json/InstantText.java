package com.helpdeskly.web.json;

import jakarta.json.bind.adapter.JsonbAdapter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes instants as {@link Instant#toString} does, without the formatter behind it: a page of tickets has a hundred and
 * sixty of them, for which it took a fifth of the time of writing the page.
 */
public class InstantText implements JsonbAdapter<Instant, String> {
    @Override
    public String adaptToJson(Instant instant) {
        String text = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC)
                .toString();
        boolean secondsLeftOut = instant.getNano() == 0 && instant.getEpochSecond() % 60 == 0;
        return text + (secondsLeftOut ? ":00Z" : "Z");
    }

    @Override
    public Instant adaptFromJson(String text) {
        return Instant.parse(text);
    }
}
