package com.helpdeskly.views.boundary;

import com.helpdeskly.tickets.control.PersonView;
import com.helpdeskly.views.control.KnownView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A saved view as shown to clients.
 *
 * @param count the tickets that the caller finds in it; the most that are counted, where there are more
 * @param countIsExact whether there are no more than {@code count}
 */
@Schema(name = "SavedView")
public record ViewAnswer(
        UUID id,
        @Schema(example = "Urgent and mine") String name,

        @Schema(
                type = SchemaType.OBJECT,
                description = "Parameters of `GET /tickets` with a text or a list of texts each",
                example = "{\"status\": [\"OPEN\", \"WAITING\"], \"assignedTo\": \"me\"}")
        Map<String, Object> filter,

        boolean shared,
        PersonView owner,
        @Schema(example = "12") int count,
        boolean countIsExact,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** @param found the tickets of the view, counted up to one more than {@code most} */
    static ViewAnswer of(KnownView view, int found, int most) {
        return new ViewAnswer(
                view.id(),
                view.name(),
                view.filter().shown(),
                view.shared(),
                view.owner(),
                Math.min(found, most),
                found <= most,
                view.version(),
                view.createdAt(),
                view.updatedAt());
    }

    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
