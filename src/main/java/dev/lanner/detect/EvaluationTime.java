package dev.lanner.detect;

import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.SharedAnswers;
import java.util.List;
import java.util.Optional;

/**
 * The world around a rule's queries, with the times that {@code now()}, {@code start()} and {@code
 * end()} give: the event's time for the per-event part, the window's bounds for rows. Never the
 * clock on the wall, so that a replay gives the same tomorrow. All queries of a pool have one, and
 * share in it what they ask of the same event.
 */
final class EvaluationTime implements Environment {
  private final Environment world;
  private final SharedAnswers shared = new SharedAnswers();
  private long now;
  private long start;
  private long end;

  EvaluationTime(Environment world) {
    this.world = world;
  }

  /** An event is looked at. */
  void event(long time) {
    window(time, time);
  }

  /** A window is looked at. */
  void window(long windowStart, long windowEnd) {
    now = windowEnd;
    start = windowStart;
    end = windowEnd;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public Optional<LookupFile> lookup(String name) {
    return world.lookup(name);
  }

  @Override
  public Optional<String> savedQuery(String name) {
    return world.savedQuery(name);
  }

  @Override
  public Optional<Database> database(String name) {
    return world.database(name);
  }

  @Override
  public Optional<SharedAnswers> shared() {
    return Optional.of(shared);
  }

  @Override
  public List<String> parameter(String name) {
    return world.parameter(name);
  }
}
