package dev.lanner.cli;

/** Nobody reads the output any more ({@code | head}): there is nothing left to do, or to say. */
final class BrokenPipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPipeException() {
    super("the output is closed");
  }
}
