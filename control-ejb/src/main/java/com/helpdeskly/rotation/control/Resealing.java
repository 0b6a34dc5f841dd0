package com.helpdeskly.rotation.control;

import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.rotation.control.SealedRows.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One attempt at sealing everything anew. */
final class Resealing implements JobHandler.Run {
    static final String ROWS = "rows";
    static final String JOBS = "jobs";
    static final String CHECK = "check";
    static final List<String> STEPS = List.of(ROWS, JOBS, CHECK);

    private final SealedRows rows;
    private final String ownKey;
    private final String wantedKey;

    /**
     * @param ownKey the key that this node seals with
     * @param wantedKey the key that is to be used
     */
    Resealing(SealedRows rows, String ownKey, String wantedKey) {
        this.rows = rows;
        this.ownKey = ownKey;
        this.wantedKey = wantedKey;
    }

    @Override
    public void step(String name) {
        if (!ownKey.equals(wantedKey)) {
            throw new RotationFailed("This node seals with the master key " + ownKey + ", not with " + wantedKey
                    + ": give all nodes the same keys in the same order.");
        }
        switch (name) {
            case ROWS -> resealRows();
            case JOBS -> resealJobs();
            case CHECK -> check();
            default -> throw new IllegalArgumentException("no step " + name);
        }
    }

    private int resealRows() {
        int resealed = 0;
        for (SealedColumn column : SealedColumn.ALL) {
            resealed += all(after -> rows.reseal(column, after));
        }
        return resealed;
    }

    private int resealJobs() {
        return all(rows::resealPayloads);
    }

    /** What was sealed while the steps before were at work is found now; a node of other keys goes on making such. */
    private void check() {
        if (resealRows() + resealJobs() > 0 && resealRows() + resealJobs() > 0) {
            throw new RotationFailed("A node still seals with another master key than " + wantedKey
                    + ": give all nodes the same keys in the same order.");
        }
    }

    private static int all(Function<String, Batch> reseal) {
        int resealed = 0;
        int unreadable = 0;
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Batch batch = reseal.apply(after.get());
            resealed += batch.resealed();
            unreadable += batch.unreadable();
            after = batch.last();
        }
        if (unreadable > 0) {
            throw new RotationFailed(unreadable + " secrets could not be opened: their master key is not configured, or"
                    + " they were changed. The log of the node names their owners.");
        }
        return resealed;
    }

    /** What is sealed anew is as good as it was. */
    @Override
    public void undo() {}

    @Override
    public String explain(Exception failure) {
        return RotationFailed.explain(failure, "An internal error; the log of the node has it under the job's id.");
    }

    @Override
    public void close() {}
}
