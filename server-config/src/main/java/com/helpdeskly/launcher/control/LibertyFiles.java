package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.LaunchException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a Liberty server is made of.
 *
 * @param installation the unpacked Open Liberty, {@code wlp}
 * @param configuration the folder with server.xml and jvm.options
 * @param ear the product
 * @param driver the JDBC driver for the container's data source
 */
public record LibertyFiles(Path installation, Path configuration, Path ear, Path driver) {

    /** Checks that all of them are there. */
    public LibertyFiles {
        require(installation.resolve("bin/server"), "Open Liberty");
        require(configuration.resolve("server.xml"), "the server's configuration");
        require(ear, "the product's EAR");
        require(driver, "the PostgreSQL driver");
    }

    /**
     * @param project the root folder of the sources, built
     * @return the files of that build
     * @throws LaunchException when the build is not complete
     */
    public static LibertyFiles ofBuild(Path project) {
        var target = project.resolve("helpdeskly-ear/target");
        return new LibertyFiles(
                target.resolve("liberty/wlp"),
                project.resolve("server-config/liberty"),
                target.resolve("helpdeskly.ear"),
                driverOnClassPath());
    }

    private static Path driverOnClassPath() {
        try {
            return Path.of(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new LaunchException("Cannot find the PostgreSQL driver: " + e.getMessage(), e);
        }
    }

    private static void require(Path file, String what) {
        if (Files.notExists(file)) {
            throw new LaunchException(
                    "%s is missing at %s. Build first: mvn package -DskipTests".formatted(what, file));
        }
    }
}
