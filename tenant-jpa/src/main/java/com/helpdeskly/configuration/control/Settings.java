package com.helpdeskly.configuration.control;

/** The check that every numeric key of the configuration passes at the start. */
public final class Settings {
    private Settings() {}

    /**
     * The value of a key, where it can work.
     *
     * @param key the whole name, for example {@code helpdeskly.connections.max}
     * @throws IllegalStateException naming the key and the range, both ends of which are allowed
     */
    public static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalStateException(key + " must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
