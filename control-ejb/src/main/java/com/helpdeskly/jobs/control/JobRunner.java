package com.helpdeskly.jobs.control;

import com.helpdeskly.logging.control.LogContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** One attempt at one job: claims it, does the steps that are not done yet, and records how it ended. */
@ApplicationScoped
public class JobRunner {
    private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

    @Inject
    private JobQueue queue;

    @Inject
    private JobSettings settings;

    @Inject
    private JobHandlers handlers;

    /** Runs a job if it is due and nobody else has it. */
    public void run(UUID id, String worker) {
        queue.claim(id, worker).ifPresent(this::run);
    }

    private void run(ClaimedJob job) {
        LogContext.begin("job-" + job.id());
        JobHandler handler = handlers.of(job.kind());
        try (JobHandler.Run run = handler.begin(job)) {
            attempt(job, handler, run);
        } catch (LeaseLost lost) {
            LOG.log(Level.WARNING, lost.getMessage());
        } catch (RuntimeException unprepared) {
            LOG.log(Level.ERROR, "attempt " + job.attempts() + " at " + job.kind() + " did not begin", unprepared);
            retryOrFail(job, handler);
        } finally {
            LogContext.end();
        }
    }

    private void attempt(ClaimedJob job, JobHandler handler, JobHandler.Run run) {
        try {
            for (String step : handler.steps()) {
                if (!job.done().contains(step)) {
                    queue.stepBegins(job, step);
                    run.step(step);
                }
            }
            queue.succeed(job, handler);
        } catch (LeaseLost lost) {
            throw lost;
        } catch (JobCancelled cancelled) {
            giveUp(job, handler, run, cancelled.getMessage());
        } catch (Exception failure) {
            String reason = run.explain(failure);
            LOG.log(Level.WARNING, "attempt " + job.attempts() + " at " + job.kind() + " failed: " + reason, failure);
            if (job.attempts() < settings.maxAttempts()) {
                queue.retryAfter(job, withJitter(settings.backoffAfter(job.attempts())), reason);
            } else {
                giveUp(job, handler, run, reason);
            }
        }
    }

    private void retryOrFail(ClaimedJob job, JobHandler handler) {
        if (job.attempts() < settings.maxAttempts()) {
            queue.retryAfter(job, withJitter(settings.backoffAfter(job.attempts())), "An internal error.");
        } else {
            queue.fail(job, handler, "An internal error.");
        }
    }

    private void giveUp(ClaimedJob job, JobHandler handler, JobHandler.Run run, String reason) {
        String outcome = reason;
        queue.checkHeld(job);
        try {
            run.undo();
        } catch (Exception failure) {
            LOG.log(Level.ERROR, "what job " + job.id() + " made could not be taken back", failure);
            outcome = reason + " What it had made could not be removed yet: " + run.explain(failure);
        }
        queue.fail(job, handler, outcome);
    }

    private static Duration withJitter(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 2 + 1));
    }
}
