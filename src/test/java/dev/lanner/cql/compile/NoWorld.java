package dev.lanner.cql.compile;

import dev.lanner.cql.run.Environment;
import java.util.List;
import java.util.Optional;

/** A world in which nothing is at hand. */
public class NoWorld implements Environment {
  @Override
  public long now() {
    return 0;
  }

  @Override
  public long start() {
    return 0;
  }

  @Override
  public long end() {
    return 0;
  }

  @Override
  public Optional<LookupFile> lookup(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> savedQuery(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> parameter(String name) {
    return List.of();
  }
}
