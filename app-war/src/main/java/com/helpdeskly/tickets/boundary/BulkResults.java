package com.helpdeskly.tickets.boundary;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.control.TicketBulk;
import com.helpdeskly.web.problem.Problem;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of each ticket of a bulk.
 *
 * @param results in the order of the request
 */
public record BulkResults(List<Result> results) {
    /**
     * What became of one.
     *
     * @param id as the request named it
     * @param status what a request for this ticket alone would have been answered with
     * @param problem absent when the ticket was changed
     */
    @Schema(name = "BulkResult")
    public record Result(
            @Schema(example = "12") String id,
            @Schema(example = "409") int status,
            @JsonbProperty(nillable = false) Refusal problem) {}

    /** Why a ticket was not changed. */
    @Schema(name = "BulkProblem")
    public record Refusal(
            @Schema(example = "urn:helpdeskly:problem:ticket-state")
            String type,

            @Schema(example = "Ticket state") String title,
            @Schema(example = "409") int status,
            String detail) {
        static Refusal of(ProblemException refusal) {
            Problem problem = Problem.of(refusal);
            return new Refusal(
                    "urn:helpdeskly:problem:" + problem.code(), problem.title(), problem.status(), problem.detail());
        }
    }

    static BulkResults of(List<TicketBulk.Outcome> outcomes) {
        return new BulkResults(outcomes.stream()
                .map(outcome -> new Result(
                        outcome.ticket().value().toString(),
                        outcome.refusal().map(ProblemException::status).orElse(200),
                        outcome.refusal().map(Refusal::of).orElse(null)))
                .toList());
    }
}
