package com.helpdeskly.users.boundary;

import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.json.TextField;

/** The rule for passwords that a tenant's people set. */
public final class NewPassword {
    /** Fewest characters. */
    public static final int LEAST = 8;

    /** Most characters. */
    public static final int MOST = 200;

    private NewPassword() {}

    /** The field {@code password} of a body, which must keep the rule where it is there. */
    public static TextField of(JsonBody body) {
        return body.string("password").length(LEAST, MOST);
    }
}
