package com.helpdeskly.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void pageIsWhatTheSourcesSay() throws IOException {
        ConfigurationPage page = ConfigurationPage.of(ROOT);

        assertThat(page.faults()).isEmpty();
        assertThat(Files.readString(ROOT.resolve(ConfigurationPage.PAGE)))
                .as("written anew by: java system-tests/src/test/java/com/helpdeskly/docs/ConfigurationPage.java")
                .isEqualTo(page.markdown());
    }

    @Test
    void sourceThatDoesNotSayWhatItDoesIsAFault(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("server-config/liberty"));
        Files.writeString(root.resolve("server-config/liberty/server.xml"), "<server host='${HELPDESKLY_HOST}'/>");
        Path source = root.resolve("m/src/main/java/com/helpdeskly/jobs/Some.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                /** {@code helpdeskly.jobs.a} (4, 1..9): jobs. */
                class Some {
                    @ConfigProperty(name = "helpdeskly.jobs.a", defaultValue = "5") int a;
                    @ConfigProperty(name = "helpdeskly.jobs.b") String b;
                    { Settings.within("helpdeskly.jobs.a", a, 1, 10); }
                }
                """);

        assertThat(ConfigurationPage.of(root).faults())
                .containsExactly(
                        "server.xml uses HELPDESKLY_HOST without a variable that has a comment",
                        "m/src/main/java/com/helpdeskly/jobs/Some.java reads helpdeskly.jobs.b without declaring it in its"
                                + " Javadoc",
                        "the default of helpdeskly.jobs.a is 5 in the code and [4] in its Javadoc",
                        "the range of helpdeskly.jobs.a is 1..10 in the code and [1..9] in its Javadoc");
    }
}
