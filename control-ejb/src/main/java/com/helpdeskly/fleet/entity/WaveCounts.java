package com.helpdeskly.fleet.entity;

/** How the tenants of one wave of a run stand; waves are counted from 1. */
public record WaveCounts(int wave, long total, long queued, long running, long succeeded, long failed, long skipped) {}
