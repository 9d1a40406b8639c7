package dev.lanner.detect.bounded;

import java.io.Serializable;

/**
 * What records stand for, and how many of their kind it takes. Kinds are told apart by a key and a
 * stretch of time; a window that slides touches the stretches beside its own.
 *
 * @param <T> the type of record
 */
public interface Screening<T> extends Serializable {
  /** A hash of what must agree. */
  long key(T value);

  /** The number of the stretch of time. */
  long stretch(T value);

  /** How much it adds to its kind, 0 or more. */
  long adds(T value);

  /** How much of its kind there must be for it to go on; with 0 it goes on at once. */
  int needs(T value);

  /** Whether the stretches before and after count, too. */
  boolean reachesOver(T value);
}
