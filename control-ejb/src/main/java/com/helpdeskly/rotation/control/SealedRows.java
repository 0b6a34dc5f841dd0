package com.helpdeskly.rotation.control;

import com.helpdeskly.jobs.control.JobHandlers;
import com.helpdeskly.secrets.control.SecretBox;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Everything sealed that the control database holds, a batch of rows in a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SealedRows {
    private static final System.Logger LOG = System.getLogger(SealedRows.class.getName());
    private static final int BATCH = 200;
    private static final String PAYLOADS = """
            select id::text, payload, kind, tenant_id::text from jobs
             where payload is not null and id::text > ?1 order by id::text limit ?2 for update
            """;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private SecretBox secrets;

    @Inject
    private JobHandlers handlers;

    /**
     * What became of a batch.
     *
     * @param last the key of its last row, where the next batch begins; empty when there is none
     * @param resealed how many rows were sealed anew
     * @param unreadable how many could not be opened
     */
    public record Batch(Optional<String> last, int resealed, int unreadable) {}

    /** Seals the rows of a column anew that come after a key. */
    public Batch reseal(SealedColumn column, String after) {
        List<?> rows = em.createNativeQuery(column.outdated())
                .setParameter(1, secrets.keyId() + ":")
                .setParameter(2, after)
                .setParameter(3, BATCH)
                .getResultList();
        return each(rows, row -> secrets.reseal((String) row[1], (String) row[2]), column.update());
    }

    /** The same with the payloads of jobs, whose handlers know where secrets are in them. */
    public Batch resealPayloads(String after) {
        List<?> rows = em.createNativeQuery(PAYLOADS)
                .setParameter(1, after)
                .setParameter(2, BATCH)
                .getResultList();
        return each(rows, this::resealedPayload, "update jobs set payload = ?1 where id::text = ?2");
    }

    private String resealedPayload(Object[] row) {
        UUID tenant = row[3] == null ? null : UUID.fromString((String) row[3]);
        return handlers.of((String) row[2]).resealed(tenant, (String) row[1], secrets::reseal);
    }

    private Batch each(List<?> rows, Function<Object[], String> resealing, String update) {
        int resealed = 0;
        int unreadable = 0;
        String last = null;
        for (Object item : rows) {
            Object[] row = (Object[]) item;
            last = (String) row[0];
            try {
                String text = resealing.apply(row);
                if (!text.equals(row[1])) {
                    em.createNativeQuery(update)
                            .setParameter(1, text)
                            .setParameter(2, last)
                            .executeUpdate();
                    resealed++;
                }
            } catch (IllegalStateException | IllegalArgumentException unknown) {
                LOG.log(Level.ERROR, "the secret of {0} was not sealed anew: {1}", last, unknown.getMessage());
                unreadable++;
            }
        }
        return new Batch(Optional.ofNullable(last), resealed, unreadable);
    }
}
