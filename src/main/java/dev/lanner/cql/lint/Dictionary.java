package dev.lanner.cql.lint;

import dev.lanner.cql.analysis.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which event types of the Falcon Data Replicator there are and which fields they carry, as far as
 * known from public lines. Far from all: there are more than 900 types. What is not in here may
 * exist; what is said to be whole is.
 */
public final class Dictionary {
  private static final String RESOURCE = "fdr.txt";

  /** So many letters at the beginning of a slip are right. */
  private static final int SAME = 3;

  private final Map<String, Set<String>> fieldsOfType = new TreeMap<>();
  private final Set<String> whole = new HashSet<>();
  private final Set<String> everywhere = new HashSet<>();
  private final Set<String> added = new HashSet<>();
  private final Set<String> fields = new TreeSet<>();
  private final Set<String> types = new TreeSet<>();
  private final Map<String, String> meant = new HashMap<>();

  private Dictionary() {
    logicalLines().forEach(this::line);
  }

  /** The dictionary, read when first asked for. */
  public static Dictionary fdr() {
    return Holder.FDR;
  }

  private static final class Holder {
    private static final Dictionary FDR = new Dictionary();
  }

  private static List<String> logicalLines() {
    List<String> lines = new ArrayList<>();
    try (InputStream in = Dictionary.class.getResourceAsStream(RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        if (line.startsWith(" ")) {
          lines.add(lines.remove(lines.size() - 1) + line);
        } else if (!line.startsWith("#")) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private void line(String line) {
    int colon = line.indexOf(": ");
    String head = line.substring(0, colon);
    List<String> names = List.of(line.substring(colon + 2).trim().split("\\s+"));
    switch (head) {
      case "*" -> everywhere.addAll(names);
      case "@" -> added.addAll(names);
      case "-" -> fields.addAll(names);
      case "?" -> types.addAll(names);
      case "0" -> names.forEach(name -> meant.put(name.split(">")[0], name.split(">")[1]));
      default -> {
        String type = head.replace("!", "");
        types.add(type);
        fieldsOfType.put(type, new TreeSet<>(names));
        fields.addAll(names);
        if (head.endsWith("!")) {
          whole.add(type);
        }
      }
    }
  }

  /** Whether some event carries a field of that name, or the search adds one. */
  public boolean knowsField(String name) {
    return fields.contains(name) || isEverywhere(name);
  }

  /** Whether every event has it, by itself or added. */
  boolean isEverywhere(String name) {
    return everywhere.contains(name) || added.contains(name);
  }

  /** Whether every event as delivered has it, so that asking for its presence asks for nothing. */
  boolean isAlwaysThere(String name) {
    return Set.of(
            "#event_simpleName",
            "event_simpleName",
            "aid",
            "cid",
            "timestamp",
            "@timestamp",
            "@rawstring",
            "@id")
        .contains(name);
  }

  /** What is meant by a name that circulates and that no event carries; empty for any other. */
  Optional<String> meant(String name) {
    return Optional.ofNullable(meant.get(name));
  }

  /** The known field closest to a slip of the pen. */
  public Optional<String> closestField(String name) {
    return closest(name, fields);
  }

  /** Whether there is an event type of that name; false may also mean that it is not known here. */
  boolean knowsType(String name) {
    return types.contains(name);
  }

  /** The known event type closest to a slip of the pen. */
  Optional<String> closestType(String name) {
    return closest(name, types);
  }

  /** Only a slip: the same but for case, or but for one letter or two in a long name. */
  private static Optional<String> closest(String name, Set<String> names) {
    if (name.indexOf('.') >= 0 || name.length() < SAME) {
      return Optional.empty();
    }
    List<String> near =
        names.stream()
            .filter(candidate -> candidate.regionMatches(true, 0, name, 0, SAME))
            .filter(candidate -> Math.abs(candidate.length() - name.length()) <= 2)
            .toList();
    return Suggestions.closest(name, near).filter(close -> isSlip(name, close));
  }

  private static boolean isSlip(String name, String close) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = close.toLowerCase(Locale.ROOT);
    int shorter = Math.min(a.length(), b.length());
    int prefix = 0;
    while (prefix < shorter && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < shorter - prefix
        && a.charAt(a.length() - 1 - suffix) == b.charAt(b.length() - 1 - suffix)) {
      suffix++;
    }
    int longer = Math.max(a.length(), b.length());
    int changed = longer - prefix - suffix;
    return changed == 0 || longer >= 8 && changed <= (longer >= 12 ? 2 : 1);
  }

  /**
   * Whether events of {@code type} are known to lack the field; false if the type's fields are not
   * known to be whole.
   */
  boolean lacks(String type, String field) {
    return whole.contains(type) && !fieldsOfType.get(type).contains(field) && !isEverywhere(field);
  }

  /** Whether events of {@code type} are known to carry the field. */
  boolean carries(String type, String field) {
    return isEverywhere(field) || fieldsOfType.getOrDefault(type, Set.of()).contains(field);
  }

  /** The event types known to carry the field, in order. */
  List<String> carriersOf(String field) {
    List<String> carriers = new ArrayList<>();
    fieldsOfType.forEach(
        (type, its) -> {
          if (its.contains(field)) {
            carriers.add(type);
          }
        });
    return carriers;
  }
}
