package dev.lanner.job.live;

import dev.lanner.cql.run.Environment;
import dev.lanner.detect.World;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import java.util.Map;
import java.util.TreeMap;

/**
 * The world of a continuous job's rules: lookup files and saved queries as they were when the job
 * was submitted.
 */
record LiveWorld(Lookups lookups, TreeMap<String, String> saved) implements World {
  @Override
  public Environment open() {
    return new RuleEnvironment(lookups, saved, Map.of());
  }
}
