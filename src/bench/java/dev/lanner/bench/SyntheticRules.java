package dev.lanner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rules over single process and DNS events as a large rule set has them, each in CQL and as a
 * condition in SQL: 45 % the name of an image and any of several literals, 20 % two literals, 15 %
 * regexes, 15 % domains, 5 % parents.
 *
 * <p>Nearly all words are made up and never occur; every fiftieth rule uses words of the generated
 * telemetry, so that results can be compared. The first rules of a larger set are the smaller set.
 */
public final class SyntheticRules {
  private static final String[] IMAGES = {
    "powershell",
    "cmd",
    "wmic",
    "rundll32",
    "regsvr32",
    "mshta",
    "certutil",
    "svchost",
    "python",
    "curl",
    "net",
    "csc",
    "schtasks",
    "msiexec",
    "notepad"
  };
  private static final String[] COMMAND_WORDS = {
    "rollup-ab", "rollup-cd", "rollup-fa", "AppXfc", "AppXd", "wanda", "quido", "georg"
  };
  private static final String[] PARENTS = {"powershell.exe", "powershell_ise.exe", "code.exe"};
  private static final String[] DOMAINS = {"maxmind", "hackertarget", "dnsdumpster", "arin"};
  private static final String CONSONANTS = "bcdfglmnprstv";
  private static final String VOWELS = "aeiou";

  /**
   * One rule.
   *
   * @param id its id, and the name of its file
   * @param type the type of its events
   * @param cql the query
   * @param sql the same condition over the columns {@code ImageFileName}, {@code CommandLine},
   *     {@code ParentBaseFileName} and {@code DomainName}, and {@code image}, {@code line} and
   *     {@code domain}, which are the first, second and fourth in lower case
   */
  public record Rule(String id, String type, String cql, String sql) {}

  private final Random random = new Random(5);

  private SyntheticRules() {}

  /** The first rules. */
  public static List<Rule> of(int count) {
    SyntheticRules making = new SyntheticRules();
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rules.add(making.rule(i));
    }
    return rules;
  }

  /**
   * Writes a folder of rules and the file {@code rules.tsv} beside it (id, type and SQL a line).
   *
   * @param args how many, and the folder, which is made
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[1]));
    StringBuilder sql = new StringBuilder();
    for (Rule rule : of(Integer.parseInt(args[0]))) {
      Files.writeString(folder.resolve(rule.id() + ".cql"), rule.cql() + "\n");
      sql.append(rule.id()).append('\t').append(rule.type()).append('\t').append(rule.sql());
      sql.append('\n');
    }
    Files.writeString(folder.resolveSibling(folder.getFileName() + ".tsv"), sql);
  }

  private Rule rule(int i) {
    // Within each hundred every kind has one rule that can fire.
    boolean occurs = i % 100 == 7 || i % 100 == 50 || i % 100 == 81 || i % 100 == 96;
    String id = String.format(Locale.ROOT, "r%05d", i);
    int kind = i % 100;
    if (kind < 45) {
      return imageAndWords(id, occurs);
    } else if (kind < 65) {
      return twoWords(id, occurs);
    } else if (kind < 80) {
      return regex(id);
    } else if (kind < 95) {
      return domain(id, occurs);
    }
    return parent(id, occurs);
  }

  private Rule imageAndWords(String id, boolean occurs) {
    String image = occurs ? "notepad" : one(IMAGES);
    List<String> words = List.of(word(3), word(3), word(3), occurs ? one(COMMAND_WORDS) : word(3));
    List<String> any =
        words.stream()
            .map(word -> "contains(line, '" + word.toLowerCase(Locale.ROOT) + "')")
            .toList();
    return process(
        id,
        "ImageFileName=/\\\\"
            + image
            + "\\.exe$/i | CommandLine=/("
            + String.join("|", words)
            + ")/i",
        "ends_with(image, '\\" + image + ".exe') AND (" + String.join(" OR ", any) + ")");
  }

  private Rule twoWords(String id, boolean occurs) {
    String first = occurs ? one(COMMAND_WORDS) : word(3);
    String second = occurs ? "a" : word(3);
    return process(
        id,
        "CommandLine=\"*" + first + "*\" CommandLine=\"*" + second + "*\"",
        "contains(CommandLine, '" + first + "') AND contains(CommandLine, '" + second + "')");
  }

  private Rule regex(String id) {
    String regex = word(3) + "\\s+-" + word(1) + "[a-z]*\\s+\\d+";
    return process(
        id, "CommandLine=/" + regex + "/i", "regexp_matches(CommandLine, '" + regex + "', 'i')");
  }

  private Rule domain(String id, boolean occurs) {
    String name = occurs ? one(DOMAINS) : word(3);
    List<String> any = new ArrayList<>();
    for (String top : List.of("com", "net", "org")) {
      String whole = name + "." + top;
      any.add("domain = '" + whole + "' OR ends_with(domain, '." + whole + "')");
    }
    return new Rule(
        id,
        "DnsRequest",
        "#event_simpleName=DnsRequest | DomainName=/(^|\\.)"
            + name
            + "\\.(com|net|org)$/i\n| table([aid, DomainName])",
        "(" + String.join(" OR ", any) + ")");
  }

  private Rule parent(String id, boolean occurs) {
    String name = occurs ? one(PARENTS) : word(3) + ".exe";
    return process(
        id,
        "ParentBaseFileName=\"" + name + "\" | CommandLine=*",
        "ParentBaseFileName = '" + name + "' AND CommandLine IS NOT NULL");
  }

  private static Rule process(String id, String cql, String sql) {
    return new Rule(
        id,
        "ProcessRollup2",
        "#event_simpleName=ProcessRollup2 | " + cql + "\n| table([aid, CommandLine])",
        sql);
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }

  private String word(int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }
}
