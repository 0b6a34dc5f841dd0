package com.helpdeskly.operators.boundary;

import com.helpdeskly.operators.entity.OperatorRole;
import java.util.Optional;

/** What is to become of an operator; what is empty stays. */
public record OperatorChange(Optional<String> name, Optional<OperatorRole> role, Optional<Boolean> active) {}
