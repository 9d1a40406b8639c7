package dev.lanner.cql.lint;

import dev.lanner.cql.regex.RegexTree;
import dev.lanner.cql.regex.RegexTree.Choice;
import dev.lanner.cql.regex.RegexTree.Dot;
import dev.lanner.cql.regex.RegexTree.Group;
import dev.lanner.cql.regex.RegexTree.Literal;
import dev.lanner.cql.regex.RegexTree.Part;
import dev.lanner.cql.regex.RegexTree.Sequence;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a regex means for the field it looks at. */
final class RegexTextLint implements Lint {
  private static final Set<String> DOMAIN_FIELDS =
      Set.of("DomainName", "domain", "url.domain", "dns.question.name", "ServerName", "HttpHost");
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");
  private static final Pattern ADDRESS_FIELD =
      Pattern.compile("(?i).*(addressip4|\\.ip|remoteip|localip|aip|sourceip|destinationip)$");
  private static final Pattern SUBNET = Pattern.compile("\\^?\\(?(\\?:)?\\d{1,3}\\\\\\..*");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "[A-Za-z0-9_-]{2,}\\.(exe|dll|ps1|bat|cmd|vbs|scr|msi|sys|jar|com|net|org|io)\\b");

  @Override
  public void check(Subject subject) {
    Map<String, Boolean> lowered = lowered(subject);
    for (RegexUse use : subject.regexes()) {
      if (use.filters()) {
        lostCase(use, lowered, subject);
        domain(use, subject);
        openDot(use, subject);
        subnet(use, subject);
      }
      classBar(use.tree(), use, subject);
    }
  }

  /** Fields that hold lower case (true) or upper case (false), whoever else writes them. */
  private static Map<String, Boolean> lowered(Subject subject) {
    Map<String, Boolean> lowered = new HashMap<>();
    Map<String, Integer> writers = new HashMap<>();
    Walk.steps(
        subject.query().pipeline(),
        step -> {
          if (step instanceof Step.Assign assign && !assign.indirect()) {
            writers.merge(assign.field().text(), 1, Integer::sum);
          }
          Expression.Call call = Calls.of(step);
          if (call != null
              && (Calls.name(call).equals("lower") || Calls.name(call).equals("upper"))) {
            String target = target(step, call, subject);
            if (target != null) {
              lowered.put(target, Calls.name(call).equals("lower"));
            }
          }
        });
    lowered.keySet().removeIf(field -> writers.getOrDefault(field, 1) > 1);
    return lowered;
  }

  private static String target(Step step, Expression.Call call, Subject subject) {
    if (step instanceof Step.Assign assign) {
      return assign.field().text();
    }
    List<String> as = Calls.texts(call, "as", subject);
    return as.size() == 1 ? as.get(0) : "_" + Calls.name(call);
  }

  private static void lostCase(RegexUse use, Map<String, Boolean> lowered, Subject subject) {
    Boolean lower = lowered.get(use.field());
    if (lower == null || use.ignoresCase()) {
      return;
    }
    for (Sequence sequence : use.tree().alternatives()) {
      String lost = lost(sequence, lower);
      if (lost != null) {
        subject.report(
            Code.REGEX_CASE_LOST,
            use.span(),
            "`"
                + lost
                + "` can never match: `"
                + use.field()
                + "` was turned to "
                + (lower ? "lower" : "upper")
                + " case",
            "write it in " + (lower ? "lower" : "upper") + " case");
        return;
      }
    }
  }

  /** The first run of letters in the other case that must be there, or null. */
  private static String lost(Sequence sequence, boolean lower) {
    StringBuilder run = new StringBuilder();
    boolean bad = false;
    for (Part part : sequence.parts()) {
      if (part.min() > 0 && part.what() instanceof Literal literal) {
        char c = literal.character();
        bad |= lower ? Character.isUpperCase(c) : Character.isLowerCase(c);
        run.append(c);
      } else if (bad) {
        return run.toString();
      } else {
        run.setLength(0);
      }
    }
    return bad ? run.toString() : null;
  }

  /** {@code arin\.net}: also the end of another name. */
  private static void domain(RegexUse use, Subject subject) {
    if (!DOMAIN_FIELDS.contains(use.field())) {
      return;
    }
    for (Sequence sequence : outer(use.tree())) {
      String name = RegexLint.word(sequence);
      if (name != null && DOMAIN.matcher(name).matches()) {
        subject.report(
            Code.UNANCHORED_DOMAIN,
            use.span(),
            "`"
                + name
                + "` is searched for anywhere: it also matches `x"
                + name
                + "` and `"
                + name
                + ".example.com`",
            "write `(^|\\.)" + name.replace(".", "\\.") + "$`, with all names in the parentheses");
        return;
      }
    }
  }

  /** The alternatives, also of a regex that is one group (behind inline flags). */
  private static List<Sequence> outer(Choice tree) {
    if (tree.alternatives().size() != 1) {
      return tree.alternatives();
    }
    List<Part> parts = new ArrayList<>(tree.alternatives().get(0).parts());
    parts.removeIf(
        part ->
            part.what() instanceof RegexTree.Other other
                && other.source().matches("\\(\\?[a-z]+\\)"));
    boolean group =
        parts.size() == 1 && parts.get(0).once() && parts.get(0).what() instanceof Group;
    return group
        ? ((Group) parts.get(0).what()).body().alternatives()
        : List.of(new Sequence(parts));
  }

  /** {@code nmap.exe}: the dot is any character. */
  private static void openDot(RegexUse use, Subject subject) {
    for (Sequence sequence : outer(use.tree())) {
      StringBuilder text = new StringBuilder();
      StringBuilder dots = new StringBuilder();
      for (Part part : sequence.parts()) {
        boolean dot = part.once() && part.what() instanceof Dot;
        boolean literal = part.once() && part.what() instanceof Literal;
        text.append(dot ? '.' : literal ? ((Literal) part.what()).character() : ' ');
        dots.append(dot ? '.' : ' ');
      }
      Matcher program = PROGRAM.matcher(text);
      while (program.find()) {
        if (dots.charAt(program.start(1) - 1) == '.') {
          String found = program.group();
          subject.report(
              Code.REGEX_OPEN_DOT,
              use.span(),
              "the `.` in `" + found + "` matches any character",
              "write `" + found.replace(".", "\\.") + "`");
          return;
        }
      }
    }
  }

  private static void subnet(RegexUse use, Subject subject) {
    if (ADDRESS_FIELD.matcher(use.field()).matches() && SUBNET.matcher(use.body()).matches()) {
      subject.report(
          Code.REGEX_FOR_SUBNET,
          use.span(),
          "addresses are compared as text here",
          "write `cidr(" + use.field() + ", subnet=[\"10.0.0.0/8\", …])`");
    }
  }

  /** {@code [a|b]}: a bar in brackets is a bar. */
  private static void classBar(Choice choice, RegexUse use, Subject subject) {
    for (Sequence sequence : choice.alternatives()) {
      for (Part part : sequence.parts()) {
        if (part.what() instanceof RegexTree.CharacterClass kind
            && kind.source().matches("\\[[A-Za-z0-9]+(\\|[A-Za-z0-9]+)+\\]")) {
          subject.report(
              Code.REGEX_BAR_IN_CLASS,
              use.span(),
              "`" + kind.source() + "` is one character, the `|` among them",
              "write `("
                  + kind.source().substring(1, kind.source().length() - 1)
                  + ")` for alternatives");
        } else if (part.what() instanceof Group group) {
          classBar(group.body(), use, subject);
        }
      }
    }
  }
}
