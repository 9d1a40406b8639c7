package dev.lanner.launch;

/**
 * The JVM that started this one, if one did: when it is gone, killed without a chance to end this
 * one, this one ends too.
 */
final class Parent {
  /** The property that holds the parent's process id. */
  static final String PROPERTY = "lanner.launcher";

  /** As if the signal had reached this process. */
  private static final int TERMINATED = 143;

  private Parent() {}

  /** Does nothing in a JVM that a user started. */
  static void watch() {
    Long pid = Long.getLong(PROPERTY);
    if (pid == null) {
      return;
    }
    ProcessHandle.of(pid).ifPresentOrElse(Parent::endWith, () -> System.exit(TERMINATED));
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(TERMINATED);
            },
            "end with the launcher");
    watch.setDaemon(true);
    watch.start();
  }
}
