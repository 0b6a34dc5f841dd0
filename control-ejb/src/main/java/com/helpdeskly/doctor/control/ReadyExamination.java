package com.helpdeskly.doctor.control;

import com.helpdeskly.provisioning.control.Stock;
import com.helpdeskly.provisioning.control.StockSize;
import com.helpdeskly.provisioning.control.Templates;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks after a server's template and stock. */
@ApplicationScoped
public class ReadyExamination {
    @Inject
    private Templates templates;

    @Inject
    private Stock stock;

    @Inject
    private StockSize size;

    List<Symptom> run(DatabaseServer server, Connection admin) throws SQLException {
        List<Symptom> found = new ArrayList<>();
        if (templates.find(admin).isEmpty() && !templates.isBeingBuilt(admin)) {
            report(
                    found,
                    SymptomKind.TEMPLATE_MISSING,
                    server,
                    "The template " + templates.name() + " is missing. Repairing builds it.",
                    actor -> templates.renew(server.address()));
        }
        for (String outdated : templates.outdated(admin)) {
            found.add(new Symptom(
                    SymptomKind.TEMPLATE_OUTDATED,
                    outdated,
                    null,
                    "It is of an earlier release. Repairing drops it; a node of that release would build it again.",
                    actor -> templates.drop(server.address(), outdated)));
        }
        List<String> outdated = stock.outdated(admin);
        if (!outdated.isEmpty() && !stock.isBeingFilled(admin)) {
            report(
                    found,
                    SymptomKind.STOCK_OUTDATED,
                    server,
                    outdated.size() + " copies are of an earlier release. Repairing has them replaced.",
                    actor -> stock.lookSoon());
        }
        int ready = stock.ready(admin).size();
        if (ready < size.get() && !stock.isBeingFilled(admin)) {
            report(
                    found,
                    SymptomKind.STOCK_SHORT,
                    server,
                    ready + " copies are ready, and " + size.get() + " are to be. Repairing has it filled.",
                    actor -> stock.lookSoon());
        }
        return found;
    }

    private static void report(
            List<Symptom> found, SymptomKind kind, DatabaseServer server, String detail, Symptom.Repair repair) {
        found.add(new Symptom(kind, server.name(), null, detail, repair));
    }
}
