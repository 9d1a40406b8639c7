package dev.lanner.lookups;

/**
 * A file of outside data cannot be used; the message is one line for people: file and line, what is
 * wrong, what to do. Unchecked, because files are read when a query first asks for them; whoever
 * runs queries for people prints the message and ends.
 */
public final class LookupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LookupException(String message) {
    super(message);
  }

  private LookupException(String message, Throwable cause) {
    super(message, cause);
  }

  static LookupException at(String file, long line, String wrong, String remedy) {
    return new LookupException(file + ":" + line + ": " + wrong + "; " + remedy);
  }

  static LookupException of(String file, String wrong, String remedy) {
    return new LookupException(file + ": " + wrong + "; " + remedy);
  }

  static LookupException of(String file, String wrong, String remedy, Throwable cause) {
    return new LookupException(file + ": " + wrong + "; " + remedy, cause);
  }
}
