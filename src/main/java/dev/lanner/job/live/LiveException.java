package dev.lanner.job.live;

import java.io.IOException;

/** A continuous job cannot begin because of how it was asked for; a sentence a line, for people. */
public final class LiveException extends IOException {
  private static final long serialVersionUID = 1;

  LiveException(String message) {
    super(message);
  }

  LiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
