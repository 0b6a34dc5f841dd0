package com.helpdeskly.tenants.boundary;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.Slug;

/** 409: another tenant has the slug. */
public class SlugTaken extends ProblemException {
    private static final long serialVersionUID = 1L;

    SlugTaken(Slug slug) {
        super(409, "slug-taken", "The slug " + slug + " is taken.");
    }
}
