package com.helpdeskly.system.harness;

import com.helpdeskly.launcher.boundary.Stack;
import java.util.List;
import java.util.Map;

/**
 * Two nodes that share a control database and Redis, and nothing else. PostgreSQL and Redis belong to the stack of the
 * first; closing stops all.
 */
public record TwoNodes(Stack firstStack, Stack secondStack) implements AutoCloseable {
    /** Starts both with the same environment. */
    public static TwoNodes start(String name, Map<String, String> environment) {
        Stack first = RunningServer.newStack(name + "-first", environment);
        try {
            return new TwoNodes(first, RunningServer.secondNode(first, name + "-second", environment));
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /** The product as the clients of the first node see it. */
    public Helpdeskly first() {
        return Helpdeskly.of(firstStack);
    }

    /** The product as the clients of the second node see it. */
    public Helpdeskly second() {
        return Helpdeskly.of(secondStack);
    }

    /** Both, the first one first. */
    public List<Stack> stacks() {
        return List.of(firstStack, secondStack);
    }

    @Override
    public void close() {
        secondStack.close();
        firstStack.close();
    }
}
