package com.helpdeskly.ratelimit.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.TenantId;
import com.helpdeskly.web.security.Caller;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a tenant, and each of its callers, to their rates at this node, by token buckets. A caller who is refused takes
 * nothing from the tenant. A bucket that nobody has used for a while is full, so it can be forgotten.
 */
@ApplicationScoped
public class RateLimit {
    private static final int BURST_SECONDS = 2;
    private static final Duration FULL_BY_THEN = Duration.ofMinutes(1);
    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_TENANTS = 100_000;

    /** @param who a user's id, or the address of somebody who is not signed in */
    private record CallerKey(TenantId tenant, Object who) {}

    private Cache<TenantId, Bucket> tenants;
    private Cache<CallerKey, Bucket> callers;

    @Inject
    private RateLimitSettings settings;

    protected RateLimit() {}

    RateLimit(RateLimitSettings settings) {
        this.settings = settings;
        create();
    }

    @PostConstruct
    void create() {
        tenants = Caffeine.newBuilder()
                .maximumSize(MAX_TENANTS)
                .expireAfterAccess(FULL_BY_THEN)
                .build();
        callers = Caffeine.newBuilder()
                .maximumSize(settings.maxCallers())
                .expireAfterAccess(FULL_BY_THEN)
                .build();
    }

    /**
     * Counts a request, and keeps what is left with it.
     *
     * @param caller nobody where the request is anonymous or was refused: its address is counted then
     * @throws ProblemException 429 when it is one too many
     */
    public void count(HttpServletRequest request, TenantId tenant, Optional<Caller> caller) {
        Object who = caller.<Object>map(Caller::id).orElseGet(request::getRemoteAddr);
        Quota quota = take(request, callerBucket(tenant, who), settings.perCaller());
        Bucket ofTenant = tenants.get(tenant, key -> bucket(settings.perTenant()));
        Quota ofAll = take(request, ofTenant, settings.perTenant());
        Quota.OF_REQUEST.keep(request, quota.orTighter(ofAll));
    }

    /**
     * Refuses those who have failed to show a good key too often, before they cost a look into the database.
     *
     * @throws ProblemException 429
     */
    public void checkStranger(HttpServletRequest request, TenantId tenant) {
        var estimate = callerBucket(tenant, request.getRemoteAddr()).estimateAbilityToConsume(1);
        if (!estimate.canBeConsumed()) {
            throw refused(estimate.getNanosToWaitForRefill());
        }
    }

    private Bucket callerBucket(TenantId tenant, Object who) {
        return callers.get(new CallerKey(tenant, who), key -> bucket(settings.perCaller()));
    }

    private static Quota take(HttpServletRequest request, Bucket bucket, int rate) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        Quota quota = new Quota(
                (long) rate * BURST_SECONDS, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            Quota.OF_REQUEST.keep(request, quota);
            throw refused(probe.getNanosToWaitForRefill());
        }
        return quota;
    }

    private static ProblemException refused(long nanos) {
        return ProblemException.retryLater(
                429, "rate-limit", "Too many requests.", Duration.ofSeconds(Math.max(1, seconds(nanos))), null);
    }

    private static long seconds(long nanos) {
        return (nanos + NANOS - 1) / NANOS;
    }

    private static Bucket bucket(int rate) {
        return Bucket.builder()
                .addLimit(
                        limit -> limit.capacity((long) rate * BURST_SECONDS).refillGreedy(rate, Duration.ofSeconds(1)))
                .build();
    }
}
