package dev.lanner.cql.index;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.regex.CqlRegex;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A text in which a regex made at random is found holds the literals of the regex. */
class RegexSoundnessTest {
  private static final String[] FLAGS = {"", "", "i", "i", "m", "d", "im"};
  private static final String[] ODD = {
    "\\pLx",
    "\\PL",
    "\\cA",
    "\\0101",
    "\\x41",
    "\\u0041",
    "\\t",
    "\\R",
    "\\h",
    "\\X",
    "[[:alpha:]]",
    "[[:foo:]|x]",
    "[]a]",
    "[^]a]",
    "[a\\]b]",
    "[a-c]",
    "[\\w-]",
    "[a&&b]",
    "(?#x|y(z)",
    "(?i)",
    "(?-i)",
    "(?m)",
    "(?i:Ab)",
    "(?=a|b)",
    "(?!ab|c)",
    "(?<=a)",
    "(?<!b)",
    "(?>a|ab)",
    "\\b",
    "\\B",
    "^",
    "$",
    "\\A",
    "\\z",
    "\\Z",
    "\\G",
    "a{2}{3}",
    "x{0}",
    "{a}",
    "a{,3}",
    "\\Qa|b\\E",
    "(?u)",
    "(?x) ",
    "#",
    "\\1",
    "()",
    "(|a)",
    "a|",
    "\u212A",
    "\u0130",
    "\ud83d\ude00",
    "\ud83d\ude00?",
    "\\(",
    "\\|",
    "\\\\",
    "\\/",
    ".",
    ".*",
    ".+?",
    "\n",
    "a*+",
    "(?P<n>a|b)",
    "(?<n.x[0]>c)",
  };

  private final Random random = new Random(11);
  private final RandomText texts = new RandomText(random);

  /** A regex, and a text in which it is found if nothing around it objects. */
  private record Sample(String regex, String text) {}

  @Test
  void textsThatMatchHoldTheLiterals() {
    int matched = 0;
    int telling = 0;
    for (int round = 0; round < 60_000; round++) {
      Sample sample = choice(0);
      CqlRegex regex;
      try {
        regex = CqlRegex.compile(sample.regex, FLAGS[random.nextInt(FLAGS.length)]);
      } catch (CqlRegex.Invalid wrong) {
        continue;
      }
      Requirement requirement = Origins.field("F").finds(regex);
      telling += requirement.toString().contains("exists") ? 0 : 1;
      for (int i = 0; i < 6; i++) {
        String text = i == 0 ? sample.text : texts.near(sample.text);
        if (regex.find(text)) {
          matched++;
          assertTrue(
              met(requirement, text),
              () -> regex + " is found in \"" + text + "\", which lacks " + requirement);
        }
      }
    }
    assertTrue(matched > 20_000, "only " + matched + " texts matched");
    assertTrue(telling > 15_000, "only " + telling + " regexes have literals");
  }

  private static boolean met(Requirement requirement, String text) {
    if (requirement instanceof Requirement.AllOf all) {
      return all.parts().stream().allMatch(part -> met(part, text));
    } else if (requirement instanceof Requirement.AnyOf any) {
      return any.parts().stream().anyMatch(part -> met(part, text));
    }
    return ((Requirement.Literal) requirement).matches(text);
  }

  private Sample choice(int depth) {
    Sample chosen = sequence(depth);
    StringBuilder regex = new StringBuilder(chosen.regex);
    String text = chosen.text;
    while (random.nextInt(4) == 0) {
      Sample other = sequence(depth);
      regex.append('|').append(other.regex);
      text = random.nextBoolean() ? text : other.text;
    }
    return new Sample(regex.toString(), text);
  }

  private Sample sequence(int depth) {
    StringBuilder regex = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Sample part = quantified(atom(depth));
      regex.append(part.regex);
      text.append(part.text);
    }
    boolean start = random.nextInt(6) == 0;
    boolean end = random.nextInt(6) == 0;
    return new Sample((start ? "^" : "") + regex + (end ? "$" : ""), text.toString());
  }

  private Sample atom(int depth) {
    switch (random.nextInt(depth < 3 ? 8 : 5)) {
      case 0, 1:
        String letter = String.valueOf("nmapKsi.".charAt(random.nextInt(8)));
        return new Sample(letter.replace(".", "\\."), letter);
      case 2:
        String word = texts.word();
        return new Sample(
            java.util.regex.Pattern.compile("[\\\\/.\\[\\](){}|*+?^$]")
                .matcher(word)
                .replaceAll("\\\\$0"),
            word);
      case 3:
        return new Sample(ODD[random.nextInt(ODD.length)], "a");
      case 4:
        return new Sample("[abK]", String.valueOf("abK".charAt(random.nextInt(3))));
      default:
        Sample inner = choice(depth + 1);
        String open = random.nextBoolean() ? "(" : "(?:";
        return new Sample(open + inner.regex + ")", inner.text);
    }
  }

  private Sample quantified(Sample part) {
    return switch (random.nextInt(12)) {
      case 0 -> new Sample(part.regex + "?", random.nextBoolean() ? "" : part.text);
      case 1 -> new Sample(part.regex + "*", part.text.repeat(random.nextInt(3)));
      case 2 -> new Sample(part.regex + "+", part.text.repeat(1 + random.nextInt(2)));
      case 3 -> new Sample(part.regex + "{2}", part.text.repeat(2));
      case 4 -> new Sample(part.regex + "{1,2}", part.text);
      default -> part;
    };
  }
}
