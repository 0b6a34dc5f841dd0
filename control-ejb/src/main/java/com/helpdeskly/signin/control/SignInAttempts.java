package com.helpdeskly.signin.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;

/**
 * The counts of sign-ins that failed or are under way, in the control database: all nodes share them, and they outlive a
 * restart. Each method is a transaction of its own. The row of an account is always locked before that of an address, so
 * that no two wait for each other.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SignInAttempts {
    private static final int FORGOTTEN_AT_ONCE = 200;
    private static final int WINDOW_SECONDS = (int) SignInLimits.WINDOW.toSeconds();

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private SignInLimits limits;

    /**
     * Begins an attempt, unless too many have failed or are under way.
     *
     * @return whether it may go on; false when it depends on those that are under way
     * @throws com.helpdeskly.problems.entity.ProblemException 429 when too many have failed
     */
    public boolean begin(String account, String address) {
        forgetOld();
        lock(account);
        lock(here(account, address));
        if (!mayBegin(account, limits.fromEverywhere()) || !mayBegin(here(account, address), limits.fromOneAddress())) {
            return false;
        }
        pend(account);
        pend(here(account, address));
        return true;
    }

    /** Makes the counter where there is none, begins it anew where its time is over, and locks it. */
    private void lock(String key) {
        em.createNativeQuery("""
                        insert into sign_in_attempts as known (key, failures, pending, began) values (?1, 0, 0, now())
                        on conflict (key) do update set
                            failures = case when known.began < now() - ?2 * interval '1 second' then 0 else known.failures end,
                            pending = case when known.began < now() - ?2 * interval '1 second' then 0 else known.pending end,
                            began = case when known.began < now() - ?2 * interval '1 second' then now() else known.began end
                        """)
                .setParameter(1, key)
                .setParameter(2, WINDOW_SECONDS)
                .executeUpdate();
    }

    private boolean mayBegin(String key, int most) {
        Object[] counter = (Object[])
                em.createNativeQuery("select failures, pending, cast(extract(epoch from now() - began) as integer)"
                                + " from sign_in_attempts where key = ?1")
                        .setParameter(1, key)
                        .getSingleResult();
        int failures = ((Number) counter[0]).intValue();
        if (failures >= most) {
            long passed = Math.min(WINDOW_SECONDS - 1L, ((Number) counter[2]).longValue());
            throw SignInLimits.tooMany(Duration.ofSeconds(WINDOW_SECONDS - passed));
        }
        return failures + ((Number) counter[1]).intValue() < most;
    }

    private void pend(String key) {
        em.createNativeQuery("update sign_in_attempts set pending = pending + 1 where key = ?1")
                .setParameter(1, key)
                .executeUpdate();
    }

    /**
     * Ends an attempt that failed.
     *
     * @return whether it was the last one that may fail for now
     */
    public boolean failed(String account, String address) {
        int everywhere = end(account, "failures + 1");
        int fromHere = end(here(account, address), "failures + 1");
        return everywhere == limits.fromEverywhere() || fromHere == limits.fromOneAddress();
    }

    /** Ends an attempt with the right password: what failed from there before is forgiven. */
    public void succeeded(String account, String address) {
        end(account, "failures");
        end(here(account, address), "0");
    }

    /** Ends an attempt of which nobody knows whether it was right. */
    public void broken(String account, String address) {
        end(account, "failures");
        end(here(account, address), "failures");
    }

    /** @return the failures by now; 0 for a counter that was forgotten meanwhile */
    private int end(String key, String failures) {
        em.createNativeQuery("update sign_in_attempts set pending = greatest(pending - 1, 0), failures = " + failures
                        + " where key = ?1")
                .setParameter(1, key)
                .executeUpdate();
        List<?> now = em.createNativeQuery("select failures from sign_in_attempts where key = ?1")
                .setParameter(1, key)
                .getResultList();
        return now.isEmpty() ? 0 : ((Number) now.get(0)).intValue();
    }

    private void forgetOld() {
        em.createNativeQuery("""
                        delete from sign_in_attempts where key in (
                            select key from sign_in_attempts where began < now() - ?1 * interval '1 second'
                             order by began limit ?2 for update skip locked)
                        """)
                .setParameter(1, WINDOW_SECONDS)
                .setParameter(2, FORGOTTEN_AT_ONCE)
                .executeUpdate();
    }

    private static String here(String account, String address) {
        return account + '\n' + address;
    }
}
