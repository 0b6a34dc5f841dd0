package com.helpdeskly.operators.boundary;

import com.helpdeskly.operators.entity.Operator;
import com.helpdeskly.operators.entity.OperatorRole;
import java.util.UUID;

/**
 * An operator who has shown who they are.
 *
 * @param generation the one in which a token is to be issued
 */
public record OperatorAccount(UUID id, String email, String name, OperatorRole role, long generation) {
    static OperatorAccount from(Operator operator) {
        return new OperatorAccount(
                operator.id(), operator.email(), operator.name(), operator.role(), operator.tokenGeneration());
    }
}
