package dev.lanner.cql.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON text taken apart (RFC 8259), numbers kept as they were written. Small and strict; meant
 * for texts inside events, not for archives.
 */
public sealed interface Json {
  /** How deep objects and arrays may nest. */
  int MAX_DEPTH = 100;

  /** An object: its members in the order of the text; of equal names the last counts. */
  record Obj(Map<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> elements) implements Json {}

  /** A text, unescaped. */
  record Str(String text) implements Json {}

  /** A number, {@code true}, {@code false} or {@code null}, as written. */
  record Literal(String text) implements Json {
    /** Whether this is {@code null}. */
    public boolean isNull() {
      return text.equals("null");
    }
  }

  /** Reads a text; empty if it is not JSON, or nested deeper than {@link #MAX_DEPTH}. */
  static Optional<Json> parse(String text) {
    return Optional.ofNullable(new JsonReader(text).read());
  }

  /** Writes JSON on one line, without blanks. */
  static String print(Json json) {
    StringBuilder text = new StringBuilder();
    JsonWriter.compact().write(json, text);
    return text.toString();
  }

  /**
   * Writes JSON with each member and element on a line of its own, indented by {@code step} blanks
   * a level.
   */
  static String printIndented(Json json, int step) {
    StringBuilder text = new StringBuilder();
    JsonWriter.indented(step).write(json, text);
    return text.toString();
  }
}
