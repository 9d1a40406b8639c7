package dev.lanner.cql.regex;

import dev.lanner.cql.event.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A compiled regular expression of CQL: searched for, not matched against the whole text.
 *
 * <p>Engine: {@code java.util.regex}, the dialect that both of LogScale's engines aim at, after the
 * rewriting of {@link Translation}. Whether there is a match at all, a {@link Finder} says where
 * there is one for the pattern; the engine runs for groups and for all other patterns. It may take
 * {@value #MAX_STEPS} steps; a search that takes more counts as no match, and {@link #givenUp}
 * counts it.
 *
 * <p>Keeps scratch space: one thread uses one instance. Not reentrant, except through {@link
 * #scan}.
 */
public final class CqlRegex {
  /** Steps one search may take: some milliseconds, a hundred times what sound patterns need. */
  static final long MAX_STEPS = 2_000_000;

  private static final LongAdder GIVEN_UP = new LongAdder();

  /** The pattern is wrong. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;
    private final int position;

    Invalid(int position, String reason) {
      super(reason);
      this.position = position;
    }

    /** Offset into the body. */
    public int position() {
      return position;
    }

    /** What is wrong, in lower case and without a full stop. */
    public String reason() {
      return getMessage();
    }
  }

  private final String body;
  private final String flags;
  private final Pattern pattern;
  private final int javaFlags;
  private final String[] namesByGroup;
  private final List<String> groupNames;
  private final CountedText counted = new CountedText(MAX_STEPS);
  private final Matcher matcher;
  private final RegexEngine chosen;
  private Finder finder;
  private boolean finderBuilt;

  private CqlRegex(
      String body,
      String flags,
      Pattern pattern,
      int javaFlags,
      List<String> namesByGroup,
      RegexEngine chosen) {
    this.body = body;
    this.flags = flags;
    this.pattern = pattern;
    this.javaFlags = javaFlags;
    this.namesByGroup = namesByGroup.toArray(new String[0]);
    this.groupNames = distinctNames(namesByGroup);
    this.matcher = pattern.matcher(counted);
    this.chosen = chosen;
  }

  /**
   * Compiles a pattern.
   *
   * @param body what stands between the slashes, or the unescaped text given to a function
   * @param flags any of {@code i} (ignore ASCII case), {@code m} ({@code ^ $} at lines), {@code d}
   *     or {@code s} (dot matches line breaks), {@code g} (repeat: see {@link #repeats}), {@code F}
   *     (engine choice, ignored)
   * @throws Invalid if the body is no pattern or a flag is unknown
   */
  public static CqlRegex compile(String body, String flags) throws Invalid {
    return compile(body, flags, RegexEngine.chosen());
  }

  static CqlRegex compile(String body, String flags, RegexEngine chosen) throws Invalid {
    int javaFlags = javaFlags(body, flags);
    Translation translation = Translation.of(body);
    Pattern pattern;
    try {
      pattern = Pattern.compile(translation.java(), javaFlags);
    } catch (PatternSyntaxException wrong) {
      throw new Invalid(
          Math.min(translation.origin(wrong.getIndex()), body.length()), reason(wrong));
    } catch (StackOverflowError tooBig) {
      throw new Invalid(0, "the pattern is too long");
    }
    return new CqlRegex(body, flags, pattern, javaFlags, translation.namesByGroup(), chosen);
  }

  private static int javaFlags(String body, String flags) throws Invalid {
    int javaFlags = 0;
    for (int i = 0; i < flags.length(); i++) {
      switch (flags.charAt(i)) {
        case 'i':
          javaFlags |= Pattern.CASE_INSENSITIVE;
          break;
        case 'm':
          javaFlags |= Pattern.MULTILINE;
          break;
        case 'd', 's':
          javaFlags |= Pattern.DOTALL;
          break;
        case 'g', 'F':
          break;
        default:
          throw new Invalid(
              body.length(),
              "there is no flag `" + flags.charAt(i) + "`; flags are d, m, i, g and F");
      }
    }
    return javaFlags;
  }

  private static String reason(PatternSyntaxException wrong) {
    String description = wrong.getDescription();
    return description.isEmpty()
        ? "not a regular expression"
        : Character.toLowerCase(description.charAt(0)) + description.substring(1);
  }

  private static List<String> distinctNames(List<String> namesByGroup) {
    List<String> names = new ArrayList<>();
    for (String name : namesByGroup) {
      if (name != null && !names.contains(name)) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /** How many searches of this process were given up because they took too many steps. */
  public static long givenUp() {
    return GIVEN_UP.sum();
  }

  /** The pattern as it was given. */
  public String body() {
    return body;
  }

  /** The flags as they were given. */
  public String flags() {
    return flags;
  }

  /** The names of the named groups in the order of the pattern, each once. */
  public List<String> groupNames() {
    return groupNames;
  }

  /** Whether the flag {@code g} was given: every match counts, not only the first. */
  public boolean repeats() {
    return flags.indexOf('g') >= 0;
  }

  /** Whether the pattern is found in {@code text}; not in null. */
  public boolean find(String text) {
    if (text == null) {
      return false;
    }
    return switch (quick(text)) {
      case FOUND -> true;
      case ABSENT -> false;
      case UNSURE -> search(text);
    };
  }

  /** Whether searches need no engine, at least in ASCII texts. */
  boolean isQuick() {
    return finder() != null;
  }

  /** Null if all searches need the engine. Made when first asked for. */
  Finder finder() {
    if (!finderBuilt) {
      finder = chosen.finder(pattern.pattern(), javaFlags);
      finderBuilt = true;
    }
    return finder;
  }

  private Finder.Verdict quick(String text) {
    return isQuick() ? finder.find(text) : Finder.Verdict.UNSURE;
  }

  /**
   * Whether the pattern is found in {@code text}; if so, each named group that took part in the
   * first match sets the field of its name (LANGUAGE U8: overwrites; a group that took no part sets
   * nothing; of two groups with one name the last that took part counts). The row is left alone if
   * there is no match.
   */
  public boolean extract(String text, Row row) {
    if (groupNames.isEmpty()) {
      return find(text);
    }
    if (text == null || quick(text) == Finder.Verdict.ABSENT || !search(text)) {
      return false;
    }
    setGroups(matcher, row);
    return true;
  }

  /** All matches in {@code text}, one after the other. */
  public Scan scan(String text) {
    return new Scan(text);
  }

  /** Asks the engine. */
  boolean search(String text) {
    matcher.reset(counted.over(text));
    return next(matcher);
  }

  private static boolean next(Matcher matcher) {
    try {
      return matcher.find();
    } catch (CountedText.Exhausted | StackOverflowError tooMuch) {
      GIVEN_UP.increment();
      return false;
    }
  }

  private void setGroups(Matcher found, Row row) {
    for (int group = 1; group < namesByGroup.length; group++) {
      if (namesByGroup[group] != null) {
        row.set(namesByGroup[group], found.group(group));
      }
    }
  }

  @Override
  public String toString() {
    return "/" + body.replace("/", "\\/") + "/" + flags;
  }

  /** The matches of the pattern in one text, in order, without overlap. */
  public final class Scan {
    private final Matcher scanner;
    private final boolean absent;

    private Scan(String text) {
      absent = quick(text) == Finder.Verdict.ABSENT;
      scanner = pattern.matcher(new CountedText(MAX_STEPS).over(text));
    }

    /** Goes to the next match; false if there is none, or if finding it took too many steps. */
    public boolean next() {
      return !absent && CqlRegex.next(scanner);
    }

    /** Offset of the first character of the match. */
    public int start() {
      return scanner.start();
    }

    /** Offset behind the last character of the match. */
    public int end() {
      return scanner.end();
    }

    /** How many capturing groups there are, named or not. */
    public int groupCount() {
      return scanner.groupCount();
    }

    /** The text of a group by its number (0: the whole match), or null if it took no part. */
    public String group(int number) {
      return scanner.group(number);
    }

    /** The text of a group by its name, or null if it took no part or there is none. */
    public String group(String name) {
      for (int group = namesByGroup.length - 1; group > 0; group--) {
        if (name.equals(namesByGroup[group]) && scanner.group(group) != null) {
          return scanner.group(group);
        }
      }
      return null;
    }

    /** Sets the fields of the named groups, as {@link CqlRegex#extract} does. */
    public void setGroups(Row row) {
      CqlRegex.this.setGroups(scanner, row);
    }
  }
}
