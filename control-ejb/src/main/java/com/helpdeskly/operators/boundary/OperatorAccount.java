package com.helpdeskly.operators.boundary;

import com.helpdeskly.operators.entity.Operator;
import com.helpdeskly.operators.entity.OperatorRole;
import java.util.UUID;

/** An operator who has signed in. */
public record OperatorAccount(UUID id, String email, String name, OperatorRole role) {
    static OperatorAccount from(Operator operator) {
        return new OperatorAccount(operator.id(), operator.email(), operator.name(), operator.role());
    }
}
