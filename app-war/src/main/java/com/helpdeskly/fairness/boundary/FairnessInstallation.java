package com.helpdeskly.fairness.boundary;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/** Puts the {@link RequestShareFilter} behind all declared filters, whose order among annotated ones no standard tells. */
@WebListener
public class FairnessInstallation implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        FilterRegistration.Dynamic filter =
                event.getServletContext().addFilter("request-share", RequestShareFilter.class);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
    }
}
