package com.helpdeskly.redis.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The connection to Redis, which carries messages and never truth: every caller must do without it. It connects on
 * first use and again after a loss; each command fails within half a second when Redis does not answer. One that waits
 * (a blocking read, a subscription) fails after five seconds without a byte.
 *
 * <p>Key {@code helpdeskly.redis.url} (redis://127.0.0.1:6379): where it is, as
 * {@code redis[s]://[user:password@]host:port[/db]}.
 */
@ApplicationScoped
public class Redis {
    private static final int TIMEOUT_MILLIS = 500;
    private static final int SILENCE_MILLIS = 5_000;
    private static final int MAX_CONNECTIONS = 16;

    private RedisClient client;

    protected Redis() {}

    @Inject
    public Redis(@ConfigProperty(name = "helpdeskly.redis.url", defaultValue = "redis://127.0.0.1:6379") URI url) {
        if (!JedisURIHelper.isValid(url)) {
            throw new IllegalStateException("helpdeskly.redis.url must be redis://host:port");
        }
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(MAX_CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
        this.client = RedisClient.builder()
                .hostAndPort(JedisURIHelper.getHostAndPort(url))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .user(JedisURIHelper.getUser(url))
                        .password(JedisURIHelper.getPassword(url))
                        .database(JedisURIHelper.getDBIndex(url))
                        .sslOptions(JedisURIHelper.isRedisSSLScheme(url) ? SslOptions.defaults() : null)
                        .connectionTimeoutMillis(TIMEOUT_MILLIS)
                        .socketTimeoutMillis(TIMEOUT_MILLIS)
                        .blockingSocketTimeoutMillis(SILENCE_MILLIS)
                        .build())
                .poolConfig(pool)
                .build();
    }

    /** The client, safe for use by many threads; its commands throw {@code JedisException} when Redis is away. */
    public UnifiedJedis client() {
        return client;
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }
}
