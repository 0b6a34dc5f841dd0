package com.helpdeskly.launcher.boundary;

import java.net.URI;
import java.nio.file.Path;

/** What the person at the terminal reads when everything is ready. */
final class Banner {
    private Banner() {}

    static String text(URI app, URI control, Path log, boolean demo) {
        return """

                  Helpdeskly is ready.

                    App plane   %1$s/api/v1
                    Control     %2$s/control/api/v1, described at %2$s/openapi/ui/
                    Sign in     admin@helpdeskly.local / admin, the operator of this development mode
                %4$s    Log         %3$s

                  Try:

                    curl -s %2$s/control/api/v1/auth/token -H 'Content-Type: application/json' \\
                      -d '{"email":"admin@helpdeskly.local","password":"admin"}'

                  Ctrl-C stops everything; the data stays.
                """.formatted(app, control, log, demo ? demo(app) : "");
    }

    private static String demo(URI app) {
        return "    Tenants     %s and %s, as ada@acme.example / acme-demo-1 and ada@globex.example / globex-demo-1%n"
                .formatted(tenant(app, "acme"), tenant(app, "globex"));
    }

    private static String tenant(URI app, String slug) {
        return "%s://%s.%s:%d/api/v1".formatted(app.getScheme(), slug, app.getHost(), app.getPort());
    }
}
