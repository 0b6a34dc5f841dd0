package com.helpdeskly.attachments.boundary;

import com.helpdeskly.attachments.control.AttachmentDesk;
import com.helpdeskly.attachments.control.AttachmentPages;
import com.helpdeskly.attachments.control.AttachmentView;
import com.helpdeskly.attachments.control.CurrentTransfer;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.problem.Problem;
import com.helpdeskly.web.problem.ProblemAnswer;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The bytes of attachments. Browsers save them and never show them in the page's origin. */
@Path("attachments/{attachment}")
@RequestScoped
@KeyScope("tickets")
@Tag(name = "Attachments")
public class AttachmentsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    AttachmentPages pages;

    @Inject
    AttachmentDesk desk;

    @Inject
    CurrentTransfer transfer;

    @Context
    HttpHeaders headers;

    @Context
    HttpServletRequest request;

    @PathParam("attachment")
    UUID id;

    @GET
    @APIResponse(
            responseCode = "200",
            description = "The bytes, or with Range a part of them as 206",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "416", description = "The range lies outside of the file")
    @Operation(summary = "Get the bytes of an attachment")
    public Response get() {
        AttachmentView attachment = pages.one(viewer(), id);
        EntityTag tag = EntityTags.of(attachment.version());
        if (EntityTags.isKnown(headers, tag)) {
            return Response.notModified(tag).build();
        }
        ByteRange whole = new ByteRange(0, attachment.size());
        Optional<ByteRange> range = wantedRange(tag, attachment.size());
        if (range.filter(ByteRange::isOutside).isPresent()) {
            return outside(attachment.size());
        }
        Response.ResponseBuilder answer = Response.status(range.isPresent() ? 206 : 200);
        range.ifPresent(part -> answer.header("Content-Range", part.of(attachment.size())));
        ByteRange part = range.orElse(whole);
        return answer.tag(tag)
                .type(attachment.harmlessType())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.fileName().disposition())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .entity(isHead() || part.length() == 0 ? null : bytes(part))
                .build();
    }

    private StreamingOutput bytes(ByteRange part) {
        transfer.begin();
        return pages.bytes(id, part.from(), part.length())::writeTo;
    }

    /** A range is of the version that the client has the rest of, or of none. */
    private Optional<ByteRange> wantedRange(EntityTag tag, long size) {
        String condition = headers.getHeaderString("If-Range");
        boolean holds = condition == null || condition.strip().equals('"' + tag.getValue() + '"');
        return holds ? ByteRange.of(headers.getHeaderString("Range"), size) : Optional.empty();
    }

    private Response outside(long size) {
        return ProblemAnswer.to(
                        request,
                        new Problem(
                                416,
                                "range-not-satisfiable",
                                "The range lies outside of what is there.",
                                List.of(),
                                Map.of("Content-Range", "bytes */" + size)))
                .response();
    }

    private boolean isHead() {
        return request.getMethod().equals(HttpMethod.HEAD);
    }

    @DELETE
    @Operation(summary = "Remove an attachment", description = "Who attached it and admins may.")
    public void remove() {
        desk.remove(viewer(), id, EntityTags.ifMatch(headers));
    }

    private Viewer viewer() {
        return Viewer.of(caller.get());
    }
}
