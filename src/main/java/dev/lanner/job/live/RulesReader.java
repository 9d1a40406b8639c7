package dev.lanner.job.live;

import dev.lanner.detect.World;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.RuleSet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Looks for changes of the rules in a thread of its own, checks them there, and hands each complete
 * set on.
 */
final class RulesReader implements SourceReader<RuleNews, RulesSplit> {
  private final RuleSetDelta submitted;
  private final World world;
  private final RuleStore.Opener store;
  private final Duration pause;
  private final Queue<RuleNews> news = new ConcurrentLinkedQueue<>();
  private volatile CompletableFuture<Void> available = new CompletableFuture<>();
  private volatile Throwable failure;
  private Thread watcher;
  private boolean assigned;
  private Optional<RuleSetDelta> sent = Optional.empty();

  RulesReader(RuleSetDelta submitted, World world, RuleStore.Opener store, Duration pause) {
    this.submitted = submitted;
    this.world = world;
    this.store = store;
    this.pause = pause;
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<RulesSplit> splits) {
    assigned = true;
    sent = splits.get(0).last();
    boolean isRestored = sent.isPresent();
    RuleSetDelta first = sent.orElse(submitted);
    tell(
        new RuleNews(
            isRestored ? Optional.empty() : Optional.of(first),
            List.of(Audit.started(first, isRestored ? "state" : "submission"))));
    if (store != null) {
      watcher = new Thread(() -> watch(new RuleUpdates(first, world)), "lanner-rules");
      watcher.setDaemon(true);
      watcher.setContextClassLoader(getClass().getClassLoader());
      watcher.start();
    }
  }

  private void watch(RuleUpdates updates) {
    try (RuleStore rules = store.open()) {
      boolean reachable = true;
      while (!Thread.currentThread().isInterrupted()) {
        try {
          Optional<RuleSet> loaded = rules.poll();
          reachable = true;
          loaded.flatMap(updates::next).ifPresent(this::tell);
        } catch (IOException e) {
          if (reachable) {
            tell(
                new RuleNews(
                    Optional.empty(),
                    List.of(Audit.unreachable(updates.current().number(), e.getMessage()))));
          }
          reachable = false;
        }
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      // The job ends.
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure = e;
      available.complete(null);
    }
  }

  private void tell(RuleNews one) {
    news.add(one);
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RuleNews> output) throws IOException {
    if (failure != null) {
      throw new IOException("the rules cannot be watched any more", failure);
    }
    RuleNews one = news.poll();
    if (one != null) {
      one.set().ifPresent(set -> sent = Optional.of(set));
      output.collect(one);
    }
    return news.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
  }

  @Override
  public List<RulesSplit> snapshotState(long checkpoint) {
    return assigned ? List.of(new RulesSplit(sent)) : List.of();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (available.isDone() && news.isEmpty() && failure == null) {
      available = new CompletableFuture<>();
      // What came in between told the future before.
      if (!news.isEmpty() || failure != null) {
        available.complete(null);
      }
    }
    return available;
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {
    if (watcher != null) {
      watcher.interrupt();
      // Interrupted, it ends: it waits nowhere else.
    }
  }
}
