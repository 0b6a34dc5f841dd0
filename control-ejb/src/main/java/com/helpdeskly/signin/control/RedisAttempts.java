package com.helpdeskly.signin.control;

import com.helpdeskly.redis.control.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * The attempts of people at all nodes together, in Redis. While it is away each node counts for itself
 * ({@link NodeAttempts}); Redis is then left alone for a while, so that a sign-in does not wait for it again and again.
 *
 * <p>{@code awayUntil} may be read and written by any thread: it matters little who is first.
 */
@ApplicationScoped
public class RedisAttempts {
    private static final System.Logger LOG = System.getLogger(RedisAttempts.class.getName());
    private static final String PREFIX = "helpdeskly:sign-in:";
    private static final String KNOWN = PREFIX + "known:";
    private static final long KNOWN_SECONDS = Duration.ofDays(30).toSeconds();
    private static final long LEFT_ALONE = TimeUnit.SECONDS.toNanos(3);
    private static final long PAUSE_MILLIS = 50;

    /** @return the seconds until the next try when too many have failed, 0 when it depends on others, -1 when it began */
    private static final String BEGIN = """
            for i, key in ipairs(KEYS) do
              local failures = tonumber(redis.call('hget', key, 'failures') or '0')
              if failures >= tonumber(ARGV[i + 1]) then return math.max(1, redis.call('ttl', key)) end
            end
            for i, key in ipairs(KEYS) do
              local counts = redis.call('hmget', key, 'failures', 'pending')
              if tonumber(counts[1] or '0') + tonumber(counts[2] or '0') >= tonumber(ARGV[i + 1]) then return 0 end
            end
            for i, key in ipairs(KEYS) do
              redis.call('hincrby', key, 'pending', 1)
              if redis.call('ttl', key) < 0 then redis.call('expire', key, ARGV[1]) end
            end
            return -1
            """;

    private static final String END = """
            for i, key in ipairs(KEYS) do
              if redis.call('exists', key) == 1 then
                if redis.call('hincrby', key, 'pending', -1) < 0 then redis.call('hset', key, 'pending', 0) end
                redis.call('hincrby', key, 'failures', ARGV[1])
              end
            end
            return 0
            """;

    private Redis redis;

    private volatile long awayUntil = System.nanoTime();

    protected RedisAttempts() {}

    @Inject
    public RedisAttempts(Redis redis) {
        this.redis = redis;
    }

    /**
     * Begins an attempt.
     *
     * @return whether it was counted here, and has to be ended
     * @throws com.helpdeskly.problems.entity.ProblemException 429 when too many have failed
     */
    boolean begin(List<AttemptLimit> limits) {
        List<String> arguments = new ArrayList<>();
        arguments.add(String.valueOf(SignInLimits.WINDOW.toSeconds()));
        limits.forEach(limit -> arguments.add(String.valueOf(limit.most())));
        long deadline = System.nanoTime() + SignInLimits.PATIENCE.toNanos();
        while (true) {
            long answer = ask(() -> (Long) redis.client().eval(BEGIN, keys(limits), arguments), Long.MIN_VALUE);
            if (answer > 0) {
                throw SignInLimits.tooMany(Duration.ofSeconds(answer));
            }
            if (answer < 0) {
                return answer == -1;
            }
            if (System.nanoTime() > deadline) {
                throw SignInLimits.tooManyAtOnce();
            }
            pause();
        }
    }

    void end(List<AttemptLimit> limits, boolean failed) {
        ask(() -> redis.client().eval(END, keys(limits), List.of(failed ? "1" : "0")), null);
    }

    /** What failed before counts no more. */
    void forgive(AttemptLimit limit) {
        ask(() -> redis.client().hset(keyOf(limit.key()), "failures", "0"), 0L);
    }

    /** Whether somebody came in by this lately. */
    boolean isKnown(String key) {
        return ask(() -> redis.client().exists(KNOWN + SecretHash.of(key)), false);
    }

    /** Somebody came in by this. */
    void know(String key) {
        ask(
                () -> redis.client()
                        .set(
                                KNOWN + SecretHash.of(key),
                                "",
                                SetParams.setParams().ex(KNOWN_SECONDS)),
                null);
    }

    private <T> T ask(Supplier<T> command, T otherwise) {
        if (System.nanoTime() - awayUntil < 0) {
            return otherwise;
        }
        try {
            return command.get();
        } catch (JedisException away) {
            awayUntil = System.nanoTime() + LEFT_ALONE;
            LOG.log(Level.WARNING, "Redis is away, this node counts sign-ins for itself: {0}", away.getMessage());
            return otherwise;
        }
    }

    private static List<String> keys(List<AttemptLimit> limits) {
        return limits.stream().map(limit -> keyOf(limit.key())).toList();
    }

    /** Says nothing of who it is about. */
    private static String keyOf(String key) {
        return PREFIX + SecretHash.of(key);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to sign in", e);
        }
    }
}
