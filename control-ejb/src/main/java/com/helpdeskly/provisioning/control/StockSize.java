package com.helpdeskly.provisioning.control;

import com.helpdeskly.controldb.control.ServiceSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How many ready copies each server is to have: what operators have set, else what this node is configured with. */
@ApplicationScoped
public class StockSize {
    /** The name of the setting. */
    public static final String NAME = "stock.size";

    /** More than this would fill a disk rather than save time. */
    public static final int MOST = 100;

    @Inject
    private ServiceSettings settings;

    @Inject
    private ProvisioningSettings configured;

    /** 0 to {@value #MOST}. */
    public int get() {
        return settings.find(NAME).map(Integer::valueOf).orElseGet(configured::stockSize);
    }
}
