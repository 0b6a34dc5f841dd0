package com.helpdeskly.jobs.control;

import com.helpdeskly.redis.control.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Tells the nodes at once that a job waits: an entry in a Redis stream, which a consumer group hands to one of them.
 * No entry is acknowledged, since the job's row is what counts; one that is lost costs the time until the next sweep.
 */
@ApplicationScoped
public class JobBell {
    private static final System.Logger LOG = System.getLogger(JobBell.class.getName());
    private static final String STREAM = "helpdeskly:jobs";
    private static final String GROUP = "workers";
    private static final String FIELD = "job";
    private static final long MAX_ENTRIES = 10_000;

    private Redis redis;

    protected JobBell() {}

    @Inject
    public JobBell(Redis redis) {
        this.redis = redis;
    }

    /** Rings for a job. @return whether Redis took it; if not, the caller looks after the job itself */
    public boolean ring(UUID job) {
        try {
            redis.client()
                    .xadd(
                            STREAM,
                            XAddParams.xAddParams().maxLen(MAX_ENTRIES).approximateTrimming(),
                            Map.of(FIELD, job.toString()));
            return true;
        } catch (JedisException away) {
            LOG.log(Level.WARNING, "Redis did not take the message of job {0}: {1}", job, away.getMessage());
            return false;
        }
    }

    /**
     * Waits for the next job that somebody rang for.
     *
     * @param node the name of this node in the consumer group
     * @param timeout how long at most
     * @throws JedisException when Redis is away
     */
    public Optional<UUID> await(String node, Duration timeout) {
        try {
            return read(node, timeout);
        } catch (JedisDataException missing) {
            if (!String.valueOf(missing.getMessage()).startsWith("NOGROUP")) {
                throw missing;
            }
            createGroup();
            return Optional.empty();
        }
    }

    private Optional<UUID> read(String node, Duration timeout) {
        var streams = redis.client()
                .xreadGroup(
                        GROUP,
                        node,
                        XReadGroupParams.xReadGroupParams().count(1).noAck().block((int) timeout.toMillis()),
                        Map.of(STREAM, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
        if (streams == null) {
            return Optional.empty();
        }
        List<StreamEntry> entries = streams.get(0).getValue();
        StreamEntry entry = entries.get(0);
        return Optional.of(UUID.fromString(entry.getFields().get(FIELD)));
    }

    private void createGroup() {
        try {
            redis.client().xgroupCreate(STREAM, GROUP, new StreamEntryID(0, 0), true);
        } catch (JedisDataException raced) {
            if (!String.valueOf(raced.getMessage()).startsWith("BUSYGROUP")) {
                throw raced;
            }
        }
    }
}
