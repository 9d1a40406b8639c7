package dev.lanner.lookups;

/** A lookup file cannot be read; the message is one line for people, with file and line. */
public final class LookupException extends Exception {
  private static final long serialVersionUID = 1L;

  LookupException(String message) {
    super(message);
  }

  static LookupException at(String file, long line, String message) {
    return new LookupException(file + ":" + line + ": " + message);
  }
}
