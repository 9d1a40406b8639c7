package dev.lanner.events.decode;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The fields that LogScale shows on an event although its FDR line does not have them (SCHEMA
 * section 5), each computed from the line. A value on the line under the same name, an empty one
 * too, always wins.
 */
final class Derived {
  /**
   * One derived field.
   *
   * @param from gives its text, or null if it cannot be derived from this event
   * @param shown whether it is listed among the fields of an event; an alias is only answered
   */
  private record Field(Function<FdrEvent, String> from, boolean shown) {}

  static final String FILE_NAME = "FileName";

  private static final Map<String, String> SOURCES =
      Map.of(
          "#event_simpleName", "event_simpleName", "Agent IP", "aip", FILE_NAME, "ImageFileName");

  private static final Map<String, Field> FIELDS = new TreeMap<>();

  static {
    shown("#event_simpleName", event -> event.own("event_simpleName"));
    shown("#repo", event -> "base_sensor");
    shown("#repo.cid", event -> event.own("cid"));
    shown("#type", event -> "falcon-raw-data");
    shown("@id", Derived::id);
    shown("@ingesttimestamp", FdrEvent::timestampText);
    shown("@rawstring", FdrEvent::line);
    shown("@timestamp", FdrEvent::timestampText);
    shown("@timestamp.nanos", event -> event.hasTimestamp() ? "0" : null);
    shown("@timezone", event -> "Z");
    shown("Agent IP", event -> event.own("aip"));
    shown("ContextProcessName", event -> nonEmpty(event.own("ContextBaseFileName")));
    shown(FILE_NAME, event -> fileName(event.own("ImageFileName")));
    shown("FilePath", event -> filePath(event.own("ImageFileName")));
    FIELDS.put("timestamp", new Field(FdrEvent::timestampText, false));
  }

  private Derived() {}

  private static void shown(String name, Function<FdrEvent, String> from) {
    FIELDS.put(name, new Field(from, true));
  }

  /**
   * The field of the line whose value a derived field is; that of {@link #FILE_NAME} is only what
   * stands behind its last separator, and is absent if nothing does.
   */
  static Optional<String> source(String name) {
    return Optional.ofNullable(SOURCES.get(name));
  }

  /** How to derive {@code name}, or null if there is no way. */
  static Function<FdrEvent, String> of(String name) {
    Field field = FIELDS.get(name);
    return field == null ? null : field.from;
  }

  /** All names that can be derived, sorted. */
  static Iterable<String> names() {
    return FIELDS.keySet();
  }

  /** Whether the field is listed among the fields of an event. */
  static boolean isShown(String name) {
    return FIELDS.get(name).shown;
  }

  private static String id(FdrEvent event) {
    String id = nonEmpty(event.own("id"));
    return id != null ? id : event.identity().toString();
  }

  /** What stands behind the last separator of either kind; null if nothing does. */
  static String fileName(String image) {
    return image == null ? null : nonEmpty(image.substring(pathLength(image)));
  }

  /** What stands before it, the separator included; null if there is none. */
  static String filePath(String image) {
    return image == null ? null : nonEmpty(image.substring(0, pathLength(image)));
  }

  private static int pathLength(String image) {
    return Math.max(image.lastIndexOf('/'), image.lastIndexOf('\\')) + 1;
  }

  private static String nonEmpty(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
