package dev.lanner.detect;

import dev.lanner.cql.run.Environment;
import java.io.Serializable;

/**
 * Opens, where an operator runs, the world around the rules' queries: lookup files, saved queries.
 */
@FunctionalInterface
public interface World extends Serializable {
  /** The environment to compile rules with; may be shared by the operators of a JVM. */
  Environment open();
}
