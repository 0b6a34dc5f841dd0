package com.helpdeskly.console.control;

import com.helpdeskly.problems.entity.ProblemException;
import java.util.UUID;

/** Ids in paths. */
public final class Ids {
    private Ids() {}

    /**
     * The id that a path names.
     *
     * @param code and detail what is answered to what is no id
     * @throws ProblemException 404
     */
    public static UUID parse(String id, String code, String detail) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(404, code, detail);
        }
    }
}
