package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand registered tenants, rows without databases. What a request costs is what PostgreSQL counts: the blocks that
 * its statements touch, and the rows that they give; never the time.
 */
class ScaleIT {
    private static final int TENANTS = 10_000;

    /** What a page by an index may touch; all tenants together take more than {@link #WHOLE_TABLE}. */
    private static final long BLOCKS = 100;

    private static final long WHOLE_TABLE = 400;
    private static final int CALLERS = 4;
    private static final int KIBIBYTES_PER_TENANT = 2;

    /** Made an hour ago, each a moment after the one before it. */
    private static final String ROWS = """
            insert into tenants (id, slug, name, status, server_id, database_name, role_name, sealed_password,
                                 schema_version, created_at, updated_at, changed_at)
            select cast(lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0') as uuid),
                   'scale-' || n || '-' || substr(md5('slug' || n), 1, 8),
                   case when n = 77 then '100%% Ärzte_Zentrum' else
                   'Firma ' || initcap(substr(translate(md5('name' || n), '0123456789', 'ghijklmnop'), 1, 10)) || ' GmbH' end,
                   case when n = 3 then 'INACTIVE' when n %% 1000 = 0 then 'SUSPENDED' else 'ACTIVE' end,
                   s.id, 'tenant_' || md5('db' || n), 'tenant_' || md5('db' || n), repeat('x', 120), '1',
                   now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour'
              from generate_series(1, %d) n, database_servers s
            """.formatted(TENANTS);

    private static Stack stack;
    private static Superuser superuser;
    private static Helpdeskly helpdeskly;
    private static Client operator;

    @BeforeAll
    static void start() throws SQLException {
        stack = RunningServer.newStack("scale", Map.of("HELPDESKLY_TENANT_DB_CAPACITY", "20000"));
        superuser = new Superuser(stack);
        superuser.execute(Superuser.CONTROL, ROWS, "analyze tenants");
        helpdeskly = Helpdeskly.of(stack);
        operator = helpdeskly.operator();
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void everyPageTouchesAsLittleAsTheFirstAndTheWalkLeavesNobodyOut() throws SQLException {
        Cost first = costOf("/tenants?limit=20");
        String cursor = "";
        for (int seen = 0; seen < TENANTS - 100; seen += 100) {
            cursor = "&cursor="
                    + operator.get("/tenants?limit=100" + cursor).is(200).next().orElseThrow();
        }
        Cost far = costOf("/tenants?limit=20" + cursor);

        assertThat(first.rows()).isEqualTo(21);
        assertThat(far.blocks()).isLessThanOrEqualTo(BLOCKS);
        assertThat(first.blocks()).isLessThanOrEqualTo(BLOCKS);
        assertThat(far.statements()).isEqualTo(first.statements());
        assertThat(far.rows()).isLessThanOrEqualTo(first.rows());
        assertThat(operator.walk("/tenants?limit=100"))
                .extracting(tenant -> tenant.getString("slug"))
                .doesNotHaveDuplicates()
                .containsAll(superuser.column(Superuser.CONTROL, "select slug from tenants where slug like 'scale-%'"));
    }

    @Test
    void rareStatesAreFoundByAnIndexToo() throws SQLException {
        assertThat(superuser.column(Superuser.CONTROL, "select pg_relation_size('tenants') / 8192"))
                .singleElement()
                .satisfies(blocks -> assertThat(Long.parseLong(blocks)).isGreaterThan(WHOLE_TABLE));
        for (int i = 0; i < 12; i++) {
            operator.get("/tenants?status=ACTIVE").is(200);
        }

        assertThat(operator.get("/tenants?status=INACTIVE").is(200).items()).hasSize(1);
        assertThat(costOf("/tenants?status=INACTIVE").blocks()).isLessThanOrEqualTo(BLOCKS);
        assertThat(operator.get("/tenants?status=SUSPENDED").is(200).items()).hasSize(10);
        assertThat(costOf("/tenants?status=SUSPENDED").blocks()).isLessThanOrEqualTo(BLOCKS);
    }

    @Test
    void partsOfNamesAndSlugsAreFoundByAnIndex() throws SQLException {
        String name = superuser
                .column(Superuser.CONTROL, "select substr(name, 8, 8) from tenants where slug like 'scale-4711-%'")
                .get(0);
        String slug = superuser
                .column(Superuser.CONTROL, "select substr(slug, 8, 11) from tenants where slug like 'scale-4711-%'")
                .get(0);
        for (String part : List.of(name, name.toUpperCase(Locale.ROOT), slug)) {
            assertThat(operator.get("/tenants?q=" + part).is(200).items("slug"))
                    .as(part)
                    .singleElement()
                    .satisfies(found -> assertThat(found).startsWith("scale-4711-"));
            assertThat(costOf("/tenants?q=" + part).blocks()).as(part).isLessThanOrEqualTo(BLOCKS);
        }
        assertThat(operator.get("/tenants?q=nobody-has-this").is(200).items()).isEmpty();
        assertThat(costOf("/tenants?q=nobody-has-this").blocks()).isLessThanOrEqualTo(BLOCKS);
        assertThat(costOf("/tenants?q=firma").blocks()).isLessThanOrEqualTo(BLOCKS);
        assertThat(costOf("/tenants?status=SUSPENDED&q=" + name).blocks()).isLessThanOrEqualTo(BLOCKS);
    }

    @Test
    void oneOrTwoCharactersAreLookedForAtTheBeginning() throws SQLException {
        assertThat(operator.get("/tenants?q=10&limit=5").is(200).items("name")).containsExactly("100% Ärzte_Zentrum");
        assertThat(operator.get("/tenants?q=1&limit=5").is(200).items("name")).containsExactly("100% Ärzte_Zentrum");
        assertThat(operator.get("/tenants?q=sc&limit=5").is(200).items()).hasSize(5);
        assertThat(operator.get("/tenants?q=mb").is(200).items()).isEmpty();
        assertThat(operator.get("/tenants?q=%25").is(200).items()).isEmpty();
        for (String q : List.of("10", "1", "sc", "f", "mb", "q")) {
            assertThat(costOf("/tenants?q=" + q).blocks()).as(q).isLessThanOrEqualTo(BLOCKS);
        }
    }

    @Test
    void signsThatPatternsGiveAMeaningAreSoughtLiterally() {
        assertThat(operator.get("/tenants?q=100%25").is(200).items()).hasSize(1);
        assertThat(operator.get("/tenants?q=te_zentrum").is(200).items()).hasSize(1);
        assertThat(operator.get("/tenants?q=f_rma").is(200).items()).isEmpty();
        assertThat(operator.get("/tenants?q=%C3%84RZTE_").is(200).items()).hasSize(1);
    }

    @Test
    void startReadsNoneOfThem() throws Exception {
        stack.server().stop();
        reset();
        stack.server().start();
        stack.server().awaitReady();
        operator.get("/connections").is(200);
        helpdeskly.atControl().get("/health/ready").is(200);
        helpdeskly.atControl().get("/metrics").is(200);

        assertThat(cost().rows()).isLessThan(10);
        assertThat(cost().blocks()).isLessThan(WHOLE_TABLE);
    }

    @Test
    void newTenantsDoNotCountAllOthersEachTime() throws SQLException {
        List<String> slugs =
                IntStream.range(0, 12).mapToObj(i -> newSlug("more")).toList();
        reset();
        slugs.forEach(slug -> helpdeskly.requestTenant(operator, slug).is(202));

        assertThat(superuser.column(
                        "postgres", "select calls from pg_stat_statements where query ilike '%group by server_id%'"))
                .allSatisfy(calls -> assertThat(Integer.parseInt(calls)).isLessThan(slugs.size()));
        slugs.forEach(slug -> Helpdeskly.awaitStatus(operator, slug, "ACTIVE"));
    }

    @Test
    void tenantThatWasAskedForOnceTakesLittleMemory() throws Exception {
        List<String> slugs =
                superuser.column(Superuser.CONTROL, "select slug from tenants where slug like 'scale-%' order by id");
        int warm = 1_000;
        ask(slugs.subList(0, warm));
        long before = liveBytes();
        ask(slugs.subList(warm, TENANTS));

        assertThat(liveBytes() - before).isLessThan((TENANTS - warm) * KIBIBYTES_PER_TENANT * 1024L);
    }

    private static void ask(List<String> slugs) {
        AtOnce.of(CALLERS, caller -> {
            Answer answer = null;
            for (int i = caller; i < slugs.size(); i += CALLERS) {
                answer = helpdeskly.tenant(slugs.get(i)).get("/tickets");
            }
            return answer;
        });
    }

    /** What is reachable in the server's heap; the JVM collects all garbage before it counts. */
    private static long liveBytes() throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(stack.server().pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(histogram).isZero();
        String total = histogram.lines().reduce((one, next) -> next).orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    private record Cost(long statements, long rows, long blocks) {}

    private static Cost costOf(String path) throws SQLException {
        reset();
        operator.get(path).is(200);
        Cost cost = cost();
        assertThat(cost.statements()).as(path).isPositive();
        return cost;
    }

    private static void reset() throws SQLException {
        superuser.execute("postgres", "select pg_stat_statements_reset()");
    }

    /** What all statements on tenants have cost, but for the question what has changed, which comes by the clock. */
    private static Cost cost() throws SQLException {
        List<String> sums = superuser.column("postgres", """
                select unnest(array[coalesce(sum(calls), 0), coalesce(sum(rows), 0),
                                    coalesce(sum(shared_blks_hit + shared_blks_read), 0)])
                  from pg_stat_statements s join pg_database d on d.oid = s.dbid
                 where d.datname = 'helpdeskly_control' and query ~* '(from|join|,) +tenants' and query not like '%removed_tenants%'
                """);
        return new Cost(Long.parseLong(sums.get(0)), Long.parseLong(sums.get(1)), Long.parseLong(sums.get(2)));
    }
}
