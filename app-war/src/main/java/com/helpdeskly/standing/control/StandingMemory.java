package com.helpdeskly.standing.control;

import com.helpdeskly.redis.control.Redis;
import com.helpdeskly.redis.control.VersionChannel;
import com.helpdeskly.standing.entity.KeyStanding;
import com.helpdeskly.standing.entity.PersonStanding;
import com.helpdeskly.standing.entity.Subject;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * The users and keys that this node knows, kept true by what nodes tell each other over Redis: what they say a node hears
 * at once, and while it may miss something it looks again whenever an answer is half a second old.
 */
@ApplicationScoped
public class StandingMemory {
    private static final long BEAT_MILLIS = 150;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Redis redis;

    @Inject
    private StandingSettings settings;

    @Inject
    private StandingRows rows;

    private VersionChannel channel;
    private Memory<PersonStanding> people;
    private Memory<KeyStanding> keys;

    @PostConstruct
    void create() {
        channel =
                new VersionChannel(redis, "people", (subject, version) -> forgetHere(Subject.of(subject)), BEAT_MILLIS);
        people = new Memory<>(settings.max(), channel::hasHeardAllSince);
        keys = new Memory<>(settings.max(), channel::hasHeardAllSince);
        channel.start(scheduler, threads);
    }

    /** Starts with the application, so that the first requests find a channel that stands. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        channel.getClass();
    }

    @PreDestroy
    void stop() {
        channel.stop();
    }

    /** The user of an id, as they are now. */
    public Optional<PersonStanding> person(TenantEntry tenant, UUID id) {
        return people.get(new Subject(tenant.id().value(), id), () -> rows.person(tenant, id));
    }

    /** The key of an id, as it is now. */
    public Optional<KeyStanding> key(TenantEntry tenant, UUID id) {
        return keys.get(new Subject(tenant.id().value(), id), () -> rows.key(tenant, id));
    }

    /** The next question for a user or a key reads it again, on this node. */
    public void forgetHere(Subject subject) {
        people.forget(subject);
        keys.forget(subject);
    }

    /** The next question for a user or a key reads it again, on every node. Call it when the change is committed. */
    public void changed(Subject subject) {
        forgetHere(subject);
        channel.tell(subject.text(), 0);
    }
}
