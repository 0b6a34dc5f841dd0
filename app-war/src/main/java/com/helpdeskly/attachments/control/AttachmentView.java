package com.helpdeskly.attachments.control;

import com.helpdeskly.attachments.entity.Attachment;
import com.helpdeskly.tickets.control.PersonView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An attachment as shown to clients. */
@Schema(name = "Attachment")
public record AttachmentView(
        UUID id,
        UUID ticketId,
        @Schema(example = "printer.jpg") String name,

        @Schema(example = "image/jpeg", description = "Found out from the bytes, whatever the client said")
        String type,

        @Schema(example = "48213", description = "In bytes") long size,
        @Schema(description = "For agents and admins alone") boolean internal,
        PersonView author,
        long version,
        Instant createdAt) {
    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    static AttachmentView of(Attachment attachment) {
        return new AttachmentView(
                attachment.id(),
                attachment.ticket().id(),
                attachment.name(),
                attachment.type(),
                attachment.size(),
                attachment.isInternal(),
                PersonView.of(attachment.author()),
                attachment.version(),
                attachment.createdAt());
    }

    /** The name, for the header that has it saved. */
    public FileName fileName() {
        return new FileName(name);
    }

    /** The type to send it with: what a browser might run is sent as mere bytes. */
    public String harmlessType() {
        return SniffedType.harmless(type);
    }
}
