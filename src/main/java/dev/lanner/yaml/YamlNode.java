package dev.lanner.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One value of a YAML file: keys with values, a list, a text (numbers and booleans are texts too),
 * or nothing.
 *
 * <p>Each question assumes a kind of value; another kind is noted as a problem at the value's place
 * and answered with something empty.
 */
public final class YamlNode {
  /** A value under a key, and where the key stands. */
  record Entry(int line, int column, YamlNode value) {}

  private final YamlDocument document;
  private final int line;
  private final int column;
  private final String text;
  private final List<YamlNode> items;
  private final Map<String, Entry> entries;

  private YamlNode(
      YamlDocument document,
      int line,
      int column,
      String text,
      List<YamlNode> items,
      Map<String, Entry> entries) {
    this.document = document;
    this.line = line;
    this.column = column;
    this.text = text;
    this.items = items;
    this.entries = entries;
  }

  static YamlNode text(YamlDocument document, int line, int column, String text) {
    return new YamlNode(document, line, column, text, null, null);
  }

  static YamlNode list(YamlDocument document, int line, int column, List<YamlNode> items) {
    return new YamlNode(document, line, column, null, List.copyOf(items), null);
  }

  static YamlNode map(YamlDocument document, int line, int column, Map<String, Entry> entries) {
    return new YamlNode(document, line, column, null, null, entries);
  }

  static YamlNode nothing(YamlDocument document, int line, int column) {
    return new YamlNode(document, line, column, null, null, null);
  }

  /** Where it begins, from 1. */
  public int line() {
    return line;
  }

  /** Where it begins, from 1. */
  public int column() {
    return column;
  }

  /** Whether it holds keys with values. */
  public boolean isMap() {
    return entries != null;
  }

  /** Whether it is a list. */
  public boolean isList() {
    return items != null;
  }

  /** Whether it is a text. */
  public boolean isText() {
    return text != null;
  }

  /** Notes something wrong at the place of this value. */
  public void problem(String message) {
    document.problem(line, column, message);
  }

  /** Its text; empty after a problem. */
  public String text() {
    if (text == null) {
      expected("a text");
      return "";
    }
    return text;
  }

  /**
   * Its text read as something.
   *
   * @param what what is expected, for the message: {@code a duration such as 5m}
   * @param read gives the value; an {@link IllegalArgumentException} (a number format exception,
   *     say) means that the text is none
   * @return the value, or null after a problem
   */
  public <T> T as(String what, Function<String, T> read) {
    if (text == null) {
      expected(what);
      return null;
    }
    if (items != null) { // stands for a missing value, which was noted already
      return null;
    }
    try {
      return read.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
      problem("expected " + what + ", found `" + text + "`");
      return null;
    }
  }

  /** Its items; none after a problem. */
  public List<YamlNode> items() {
    if (items == null) {
      expected("a list");
      return List.of();
    }
    return items;
  }

  /** Its items as texts; a single text counts as a list of one. */
  public List<String> texts() {
    if (text != null) {
      return List.of(text);
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items()) {
      texts.add(item.text());
    }
    return texts;
  }

  /** Its keys and values in order; none after a problem. */
  public Map<String, YamlNode> entries() {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    mapEntries().forEach((key, entry) -> values.put(key, entry.value()));
    return values;
  }

  /** The value under a key, or empty if the key is not there or holds nothing. */
  public Optional<YamlNode> get(String key) {
    Entry entry = mapEntries().get(key);
    return entry == null || entry.value().isNothing()
        ? Optional.empty()
        : Optional.of(entry.value());
  }

  /** The value under a key that has to be there; nothing after a problem. */
  public YamlNode required(String key) {
    Optional<YamlNode> value = get(key);
    if (value.isEmpty() && entries != null) {
      problem("the key `" + key + "` is missing");
    }
    return value.orElseGet(() -> new YamlNode(document, line, column, "", List.of(), Map.of()));
  }

  /** Notes a problem for every key that is none of {@code known}. */
  public void allowKeys(String... known) {
    allowKeys(List.of(known));
  }

  /** Notes a problem for every key that is none of {@code known}. */
  public void allowKeys(Collection<String> known) {
    mapEntries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                document.problem(entry.line(), entry.column(), unknown(key, known));
              }
            });
  }

  /** Puts a value under a key, if this holds keys. */
  void put(String key, YamlNode value) {
    if (entries != null) {
      entries.put(key, new Entry(value.line, value.column, value));
    }
  }

  private static String unknown(String key, Collection<String> known) {
    Optional<String> close = Spelling.closest(key, known);
    return "unknown key `"
        + key
        + "`; "
        + close
            .map(name -> "did you mean `" + name + "`?")
            .orElseGet(() -> "known are " + String.join(", ", known));
  }

  private Map<String, Entry> mapEntries() {
    if (entries == null) {
      expected("keys with values");
      return Map.of();
    }
    return entries;
  }

  private boolean isNothing() {
    return text == null && items == null && entries == null;
  }

  private void expected(String what) {
    String found =
        text != null
            ? "`" + text + "`"
            : items != null ? "a list" : entries != null ? "keys with values" : "nothing";
    problem("expected " + what + ", found " + found);
  }

  /** {@code file:line:column}; what did not come from a file has a name only. */
  @Override
  public String toString() {
    return YamlProblem.place(document.file(), line, column);
  }
}
