package com.helpdeskly.web.json;

import com.helpdeskly.problems.entity.ProblemException;

/** 400 for a body that is not JSON, or not the JSON that can be read here. */
final class MalformedJson {
    private MalformedJson() {}

    static ProblemException because(String detail) {
        return new ProblemException(400, "malformed-json", detail);
    }

    static ProblemException because(String detail, Throwable cause) {
        return new ProblemException(400, "malformed-json", detail, cause);
    }
}
