package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Superuser;
import com.helpdeskly.system.harness.TwoNodes;
import jakarta.json.Json;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * What operators ask of two nodes, at random, while one of these dies: tenants, rotations of their secrets, their removal,
 * and runs over the fleet. A call that dies with its node leaves open whether it was carried out.
 */
final class RandomOrders {
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "HALTED");

    private final TwoNodes nodes;
    private final Random random;
    private final Superuser superuser;
    private final Set<String> kept = new LinkedHashSet<>();
    private final Set<String> given = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Set<String> uncertain = new HashSet<>();
    private List<Client> operators;
    private List<Order> chosen;

    /** An order, sent by a client of either node. */
    private record Order(String slug, Function<Client, Answer> call, Set<String> answered) {}

    RandomOrders(TwoNodes nodes, Random random) {
        this.nodes = nodes;
        this.random = random;
        this.superuser = new Superuser(nodes.firstStack());
    }

    /** Has some tenants made, so that there is something to do with them. */
    void begin() {
        Helpdeskly helpdeskly = nodes.first();
        Client operator = helpdeskly.operator();
        for (int i = 0; i < 8; i++) {
            String slug = newSlug("random");
            helpdeskly.requestTenant(operator, slug).is(202);
            kept.add(slug);
            given.add(slug);
        }
        kept.forEach(slug -> Helpdeskly.awaitStatus(operator, slug, "ACTIVE"));
    }

    /** Chooses those of the next round, while both nodes live. */
    void choose() throws SQLException {
        operators = nodes.stacks().stream()
                .map(stack -> Helpdeskly.of(stack).operator())
                .toList();
        chosen = round(operators.get(0));
    }

    /** Sends them. @param dying the node that may die meanwhile */
    void send(Stack dying) {
        for (Order order : chosen) {
            int node = random.nextInt(operators.size());
            try {
                Answer answer = order.call().apply(operators.get(node));
                assertThat(answer.status()).as(answer::body).isIn(202, 404, 409);
                if (answer.status() == 202) {
                    order.answered().add(order.slug());
                }
            } catch (UncheckedIOException unanswered) {
                assertThat(nodes.stacks().get(node)).as(unanswered.toString()).isSameAs(dying);
                uncertain.add(order.slug());
            }
        }
    }

    private List<Order> round(Client operator) throws SQLException {
        Helpdeskly helpdeskly = nodes.first();
        List<Order> orders = new ArrayList<>();
        List<String> pool = new ArrayList<>(kept);
        pool.removeIf(slug -> !isActive(operator, slug));
        Collections.shuffle(pool, random);
        orders.addAll(migration(operator, taken(pool, 3)));
        for (String slug : taken(pool, 2)) {
            orders.add(new Order(slug, client -> client.post("/tenants/" + slug + "/rotate-secret"), given));
        }
        for (String slug : taken(pool, 2)) {
            kept.remove(slug);
            orders.add(new Order(slug, client -> client.delete("/tenants/" + slug), removed));
        }
        for (int i = 0; i < 3; i++) {
            String slug = newSlug("random");
            kept.add(slug);
            orders.add(new Order(slug, client -> helpdeskly.requestTenant(client, slug), given));
        }
        Collections.shuffle(orders, random);
        return orders;
    }

    /** A run over the fleet, in which there is something to do for some. */
    private List<Order> migration(Client operator, List<String> slugs) throws SQLException {
        boolean isOver = operator.get("/migrations?limit=1").is(200).items("status").stream()
                .allMatch(OVER::contains);
        if (!isOver || slugs.isEmpty()) {
            return List.of();
        }
        EarlierRelease.left(superuser, slugs);
        return List.of(new Order(
                "",
                client -> client.post(
                        "/migrations",
                        Json.createObjectBuilder().add("parallelism", 2).build()),
                new HashSet<>()));
    }

    /** One at least, as long as there are any. */
    private List<String> taken(List<String> pool, int most) {
        List<String> some = pool.subList(0, Math.min(pool.size(), 1 + random.nextInt(most)));
        List<String> taken = List.copyOf(some);
        some.clear();
        return taken;
    }

    private static boolean isActive(Client operator, String slug) {
        Answer answer = operator.get("/tenants/" + slug);
        return answer.status() == 200 && answer.json().getString("status").equals("ACTIVE");
    }

    /** Tenants that were asked for, and not to be removed. */
    Set<String> kept() {
        return kept;
    }

    /** Tenants whose removal was promised. */
    Set<String> removed() {
        return removed;
    }

    /** Whether a tenant need not be there, since the call that asked for it was not answered. */
    boolean mayBeMissing(String slug) {
        return uncertain.contains(slug) && !given.contains(slug);
    }

    /** Tenants whose removal was asked for without an answer. */
    List<String> perhapsRemoved() {
        return uncertain.stream()
                .filter(slug -> !slug.isEmpty() && !kept.contains(slug) && !removed.contains(slug))
                .toList();
    }
}
