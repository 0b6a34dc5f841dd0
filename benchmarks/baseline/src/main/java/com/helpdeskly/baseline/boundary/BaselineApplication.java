package com.helpdeskly.baseline.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The baseline's addresses: {@code PUT /baseline/database}, {@code GET} and {@code POST /baseline/tickets}. */
@ApplicationPath("/")
public class BaselineApplication extends Application {}
