package com.helpdeskly.operators.boundary;

import com.helpdeskly.operators.entity.OperatorRole;

/**
 * Somebody who is to run the service.
 *
 * @param email in lower case
 * @param password {@code null} to invite the operator, who then sets one
 */
public record NewOperator(String email, String name, OperatorRole role, String password) {}
