package dev.lanner.cql.index;

import dev.lanner.cql.regex.RegexTree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags of a regex that bear on which texts it stands for, whether they stand behind it or in
 * it. Flags that hold for a part of it are taken to hold for all of it where that only widens what
 * it matches.
 *
 * @param ignoreCase whether letters of ASCII match in any case
 * @param lines whether {@code ^} and {@code $} hold at every line
 */
record RegexFlags(boolean ignoreCase, boolean lines) {
  /** {@code (?i)}, {@code (?i-s:} and the like. */
  private static final Pattern INLINE = Pattern.compile("\\(\\?([a-zA-Z]*)(?:-[a-zA-Z]*)?[:)]");

  private static final Pattern FLAGS_ALONE = Pattern.compile("\\(\\?[a-zA-Z-]+\\)");

  /**
   * The flags; empty if the regex is written in a way that its tree does not show: comments, quoted
   * stretches, letters beyond ASCII in any case.
   */
  static Optional<RegexFlags> of(String body, String flags) {
    StringBuilder all = new StringBuilder(flags);
    Matcher inline = INLINE.matcher(body);
    while (inline.find()) {
      all.append(inline.group(1));
    }
    String set = all.toString();
    boolean hidden =
        body.contains("(?#") || body.contains("\\Q") || set.contains("x") || set.contains("u");
    if (hidden || set.contains("U")) {
      return Optional.empty();
    }
    return Optional.of(new RegexFlags(set.contains("i"), set.contains("m")));
  }

  /** Whether a part takes no character of the text: anchors, and flags from there on. */
  static boolean takesNothing(RegexTree part) {
    return part instanceof RegexTree.Anchor
        || part instanceof RegexTree.Other other && FLAGS_ALONE.matcher(other.source()).matches();
  }

  /** Whether an anchor holds at the beginning of the text only. */
  boolean isStart(RegexTree.Anchor anchor) {
    return anchor.kind() == 'A' || anchor.kind() == '^' && !lines;
  }

  /** Whether an anchor holds at the end of the text only, or before a last line break. */
  boolean isEnd(RegexTree.Anchor anchor) {
    boolean always = anchor.kind() == 'z' || anchor.kind() == 'Z';
    return always || anchor.kind() == '$' && !lines;
  }
}
