package dev.lanner.job;

import java.io.IOException;

/**
 * A replay cannot begin because of how it was asked for; the message is one sentence for people.
 */
public final class ReplayException extends IOException {
  private static final long serialVersionUID = 1;

  ReplayException(String message) {
    super(message);
  }
}
