package com.helpdeskly.system.harness;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/** What comes of a body within half a second; then it is listened to no longer. */
final class Beginning implements BodySubscriber<String> {
    private static final long MILLIS = 500;

    /** Guarded by this. */
    private final StringBuilder text = new StringBuilder();

    private final CompletableFuture<String> whole = new CompletableFuture<>();

    @Override
    public CompletionStage<String> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
        CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            subscription.cancel();
            onComplete();
        });
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> bytes) {
        bytes.forEach(some -> text.append(StandardCharsets.UTF_8.decode(some)));
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        whole.complete(text.toString());
    }
}
