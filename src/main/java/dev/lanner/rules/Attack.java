package dev.lanner.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * MITRE ATT&amp;CK in a rule's tags, spelt as Sigma does: {@code attack.discovery}, {@code
 * attack.t1046}, {@code attack.t1590.005}.
 *
 * <p>Tactics are the fourteen of the Enterprise matrix (attack.mitre.org/tactics/enterprise).
 * Techniques are known by their form alone.
 */
public final class Attack {
  private static final String PREFIX = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t[0-9]{4}(\\.[0-9]{3})?");
  private static final Pattern IN_TEXT =
      Pattern.compile("(?<![A-Za-z0-9])[Tt][0-9]{4}(?:\\.[0-9]{3})?(?![0-9])");

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

  /** Techniques of one tactic each, so that a bare query named after one has its tactic too. */
  private static final Map<String, Set<String>> TECHNIQUES_OF =
      Map.of(
          "reconnaissance",
          Set.of(
              "t1589", "t1590", "t1591", "t1592", "t1593", "t1594", "t1595", "t1596", "t1597",
              "t1598"),
          "discovery",
          Set.of(
              "t1007", "t1010", "t1012", "t1016", "t1018", "t1033", "t1046", "t1049", "t1057",
              "t1069", "t1082", "t1083", "t1087", "t1120", "t1124", "t1135", "t1201", "t1217",
              "t1482", "t1518"));

  private Attack() {}

  /** Technique ids ({@code T1595}, {@code T1590.005}) in the order of the tags. */
  public static List<String> techniques(List<String> tags) {
    return names(tags)
        .filter(name -> TECHNIQUE.matcher(name).matches())
        .map(name -> name.toUpperCase(Locale.ROOT))
        .toList();
  }

  /** The id of the first tactic ({@code TA0043}), or an empty text. */
  public static String tactic(List<String> tags) {
    return names(tags).map(Attack::tacticId).filter(id -> !id.isEmpty()).findFirst().orElse("");
  }

  private static Stream<String> names(List<String> tags) {
    return tags.stream()
        .map(tag -> tag.toLowerCase(Locale.ROOT))
        .filter(tag -> tag.startsWith(PREFIX))
        .map(tag -> tag.substring(PREFIX.length()));
  }

  private static String tacticId(String name) {
    String id = name.toUpperCase(Locale.ROOT);
    return TACTICS.containsValue(id) ? id : TACTICS.getOrDefault(name.replace('_', '-'), "");
  }

  /**
   * Whether a tag says something known: one of another namespace ({@code cve.…}), a tactic, a
   * technique, a group ({@code attack.g0016}) or a software ({@code attack.s0039}).
   */
  static boolean isKnown(String tag) {
    String small = tag.toLowerCase(Locale.ROOT);
    if (!small.startsWith(PREFIX)) {
      return small.matches("[a-z0-9_-]+\\..+");
    }
    String name = small.substring(PREFIX.length());
    return !tacticId(name).isEmpty()
        || TECHNIQUE.matcher(name).matches()
        || name.matches("[gs][0-9]{4}");
  }

  /**
   * The tags for the first technique named in a text: tactic, where there is one only, and
   * technique.
   */
  static List<String> tagsOf(String text) {
    Matcher named = IN_TEXT.matcher(text);
    return named.find() ? tagsOfTechnique(named.group()) : List.of();
  }

  private static List<String> tagsOfTechnique(String technique) {
    String small = technique.toLowerCase(Locale.ROOT);
    String parent = small.substring(0, 5);
    Optional<String> tactic =
        TECHNIQUES_OF.entrySet().stream()
            .filter(entry -> entry.getValue().contains(parent))
            .map(Map.Entry::getKey)
            .findFirst();
    return Stream.concat(tactic.stream(), Stream.of(small)).map(name -> PREFIX + name).toList();
  }
}
