package com.helpdeskly.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the shell commands of the guides as they are written; only the addresses and the new names are the test's. */
@ExtendWith(RunningServer.class)
class GuidesIT {
    private static final int PATIENCE_SECONDS = 300;
    private static final Pattern BLOCK = Pattern.compile("(?m)^```sh( state)?\\n(.*?)^```$", Pattern.DOTALL);

    /** Fails where curl would print a refusal and go on; a conflict is an answer where a block is for another state. */
    private static final String STRICT = """
            set -euo pipefail
            conflict=no
            curl() {
                local answer status
                answer=$(mktemp)
                status=$(command curl --max-time 60 -o "$answer" -w '%{http_code}' "$@")
                cat "$answer"
                if [ "$status" -ge 400 ] && [ "$conflict$status" != yes409 ]; then
                    echo "$status for curl $*: $(cat "$answer")" >&2
                    return 1
                fi
                rm "$answer"
            }
            """;

    private Helpdeskly helpdeskly;

    @BeforeAll
    static void shell() {
        for (String program : List.of("bash", "curl", "jq")) {
            Assumptions.assumeTrue(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    "the guides' commands need " + program);
        }
    }

    @BeforeEach
    void running(Helpdeskly running) {
        helpdeskly = running;
    }

    @ParameterizedTest
    @CsvSource({"docs/api.md, initech, 2", "docs/operating.md, hooli, 12"})
    void commandsRunAsWritten(String guide, String name, int blocks, @TempDir Path folder) throws Exception {
        String text =
                Files.readString(Path.of(System.getProperty("helpdeskly.root")).resolve(guide));
        StringBuilder script = new StringBuilder(STRICT);
        int count = 0;
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            count++;
            script.append("echo '== block ").append(count).append("'\n");
            script.append("conflict=")
                    .append(block.group(1) == null ? "no" : "yes")
                    .append('\n');
            script.append(block.group(2));
        }
        assertThat(count).isGreaterThanOrEqualTo(blocks);

        run(folder, local(script.toString(), name));
    }

    /** At the server under test, and with a tenant that no earlier run has made. */
    private String local(String script, String name) {
        return script.replace("http://localhost:3001", helpdeskly.control().toString())
                .replace("http://localhost:3000", helpdeskly.app().toString())
                .replace("localhost:3000", "localhost:" + helpdeskly.app().getPort())
                .replace(name, name + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static void run(Path folder, String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Path file = Files.writeString(folder.resolve("commands.sh"), script);
        Process shell = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        shell.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended && shell.exitValue() == 0).as(said).isTrue();
        assertThat(said).as("a field that is not there").doesNotContainPattern("(?m)^null$");
    }
}
