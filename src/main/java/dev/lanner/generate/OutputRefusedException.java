package dev.lanner.generate;

/**
 * The folder that an archive should be written to holds something else. The message is one line for
 * the user.
 */
public final class OutputRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  OutputRefusedException(String message) {
    super(message);
  }
}
