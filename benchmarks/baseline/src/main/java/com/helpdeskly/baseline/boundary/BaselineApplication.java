package com.helpdeskly.baseline.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The baseline's two addresses: {@code PUT /baseline/database} and {@code GET /baseline/tickets}. */
@ApplicationPath("/")
public class BaselineApplication extends Application {}
