package dev.lanner.events.archive;

import java.io.IOException;

/** The input cannot be read at all; the message is one line for people. */
public final class InputException extends IOException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
