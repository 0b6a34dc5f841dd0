package com.helpdeskly.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void statementsEndWithSemicolonOrGexecAndCommentsAreLeftOut() {
        var script = SqlScript.parse("-- why; not\nSELECT 1;\n\nSELECT 'x'\n WHERE true \\gexec\n", Map.of());

        assertThat(script.statements()).containsExactly("SELECT 1;", "SELECT 'x'\n WHERE true \\gexec");
    }

    @Test
    void valuesAreQuoted() {
        var script = SqlScript.parse("SELECT :'password';", Map.of("password", "it's"));

        assertThat(script.statements()).containsExactly("SELECT 'it''s';");
    }

    @Test
    void scriptThatEndsWithinAStatementIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlScript.parse("SELECT 1\n", Map.of()));
    }
}
