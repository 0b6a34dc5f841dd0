package com.helpdeskly.launcher.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BannerTest {
    private static final URI APP = URI.create("http://localhost:3000");
    private static final URI CONTROL = URI.create("http://localhost:3001");

    @Test
    void namesBothPlanesTheSignInAndSomethingToTry() {
        assertThat(Banner.text(APP, CONTROL, Path.of("console.log"), true))
                .contains("http://localhost:3000/")
                .contains("http://localhost:3001/control/")
                .contains("admin@helpdeskly.local / admin")
                .contains("curl -s http://localhost:3001/control/api/v1/auth/token")
                .contains("http://acme.localhost:3000/");
    }

    @Test
    void saysNothingOfDemoTenantsThatAreNotThere() {
        assertThat(Banner.text(APP, CONTROL, Path.of("console.log"), false)).doesNotContain("acme");
    }
}
