package dev.lanner.cql.lint;

/**
 * What a query is for, as far as its lints depend on it.
 *
 * @param rule whether it runs as a detection rule and not as a search
 * @param windowed whether a window was set for it
 * @param sliding whether its windows overlap, so that no burst is cut by all of them
 */
public record Setting(boolean rule, boolean windowed, boolean sliding) {
  /** A search by someone who looks at its rows. */
  public static final Setting SEARCH = new Setting(false, false, false);

  /** A detection rule. */
  public static Setting rule(boolean windowed, boolean sliding) {
    return new Setting(true, windowed, sliding);
  }
}
