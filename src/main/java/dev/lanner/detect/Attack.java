package dev.lanner.detect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads ATT&amp;CK tactics and techniques from a rule's tags, spelt as Sigma does. */
final class Attack {
  private static final String PREFIX = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t[0-9]{4}(\\.[0-9]{3})?");

  private static final Map<String, String> TACTICS =
      Map.ofEntries(
          Map.entry("reconnaissance", "TA0043"),
          Map.entry("resource-development", "TA0042"),
          Map.entry("initial-access", "TA0001"),
          Map.entry("execution", "TA0002"),
          Map.entry("persistence", "TA0003"),
          Map.entry("privilege-escalation", "TA0004"),
          Map.entry("defense-evasion", "TA0005"),
          Map.entry("credential-access", "TA0006"),
          Map.entry("discovery", "TA0007"),
          Map.entry("lateral-movement", "TA0008"),
          Map.entry("collection", "TA0009"),
          Map.entry("command-and-control", "TA0011"),
          Map.entry("exfiltration", "TA0010"),
          Map.entry("impact", "TA0040"));

  private Attack() {}

  /** Technique ids ({@code T1595}, {@code T1590.005}) in the order of the tags. */
  static List<String> techniques(List<String> tags) {
    return names(tags)
        .filter(name -> TECHNIQUE.matcher(name).matches())
        .map(name -> name.toUpperCase(Locale.ROOT))
        .toList();
  }

  /** The id of the first tactic ({@code TA0043}), or an empty text. */
  static String tactic(List<String> tags) {
    return names(tags)
        .map(name -> TACTICS.getOrDefault(name.replace('_', '-'), idOf(name)))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String idOf(String name) {
    return name.matches("ta[0-9]{4}") ? name.toUpperCase(Locale.ROOT) : "";
  }

  private static Stream<String> names(List<String> tags) {
    return tags.stream()
        .map(tag -> tag.toLowerCase(Locale.ROOT))
        .filter(tag -> tag.startsWith(PREFIX))
        .map(tag -> tag.substring(PREFIX.length()));
  }
}
