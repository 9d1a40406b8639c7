package dev.lanner.events.archive;

import java.util.Objects;

/**
 * The place where a file cannot be read on: it was not written to its end, or is damaged. All
 * complete lines before it were delivered.
 *
 * @param location the first line that is not there as a whole
 * @param cause what is wrong, for people
 * @param incompleteBytes how much of that line could still be read
 */
public record Cut(Location location, String cause, long incompleteBytes) {
  public Cut {
    Objects.requireNonNull(location);
    Objects.requireNonNull(cause);
  }

  /** One line for people: place, cause and what is lost. */
  public String message() {
    return location + ": " + cause + "; all complete lines before it were read";
  }
}
