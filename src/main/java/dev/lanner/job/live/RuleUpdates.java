package dev.lanner.job.live;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.detect.RuleFit;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.World;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.RuleSetDelta.RuleText;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.SourceProblem;
import dev.lanner.sink.OutputLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the next rule set of the one that runs and what was loaded: complete, and checked against
 * the world in which it will run. Of a rule that is wrong now the version before stays; one that is
 * gone is taken away.
 */
final class RuleUpdates {
  private final World world;
  private RuleSetDelta current;
  private Set<String> told = Set.of();
  private Map<Rule, Optional<String>> looked = Map.of();

  /** Begins with the set that runs. */
  RuleUpdates(RuleSetDelta current, World world) {
    this.current = current;
    this.world = world;
  }

  RuleSetDelta current() {
    return current;
  }

  /** The news, if there are any. */
  Optional<RuleNews> next(RuleSet loaded) {
    List<SourceProblem> errors =
        new ArrayList<>(loaded.problems().stream().filter(SourceProblem::isError).toList());
    Map<Rule, Optional<String>> obstacles = look(loaded.rules());
    TreeMap<String, RuleText> next = new TreeMap<>();
    List<Rule> fit = new ArrayList<>();
    for (Rule rule : loaded.rules()) {
      Optional<String> obstacle = obstacles.get(rule);
      obstacle.ifPresentOrElse(why -> errors.add(unfit(rule, why)), () -> fit.add(rule));
    }
    RuleJson.set(0, fit).rules().forEach(rule -> next.put(rule.id(), rule));
    Set<String> wrongFiles = new HashSet<>();
    boolean unreachable = false;
    for (SourceProblem error : errors) {
      wrongFiles.add(folderOf(error.file()));
      unreachable |= error.code().equals("missing-path") || error.code().equals("unreadable");
    }
    List<String> kept = new ArrayList<>();
    for (RuleText before : current.rules()) {
      boolean isWrong = wrongFiles.contains(folderOf(RuleJson.read(before.text()).path()));
      if ((unreachable || isWrong) && next.putIfAbsent(before.id(), before) == null) {
        kept.add(before.id());
      }
    }
    List<OutputLine> audit = new ArrayList<>();
    Set<String> wrong = new HashSet<>(errors.stream().map(SourceProblem::render).toList());
    if (!wrong.equals(told)) {
      if (!wrong.isEmpty()) {
        audit.add(Audit.rejected(current.number(), errors, kept));
      }
      told = wrong;
    }
    List<RuleText> rules = List.copyOf(next.values());
    if (rules.equals(current.rules())) {
      return audit.isEmpty()
          ? Optional.empty()
          : Optional.of(new RuleNews(Optional.empty(), audit));
    }
    RuleSetDelta set = new RuleSetDelta(current.number() + 1, rules);
    audit.add(Audit.changed(current, set));
    current = set;
    return Optional.of(new RuleNews(Optional.of(set), audit));
  }

  /** Why rules cannot run; those that were there the last time are not compiled again. */
  private Map<Rule, Optional<String>> look(List<Rule> rules) {
    Map<Rule, Optional<String>> now = new HashMap<>();
    for (Rule rule : rules) {
      Optional<String> before = looked.get(rule);
      now.put(rule, before != null ? before : RuleFit.obstacle(rule, world));
    }
    looked = now;
    return now;
  }

  private static SourceProblem unfit(Rule rule, String why) {
    return new SourceProblem(
        rule.path(),
        0,
        0,
        Severity.ERROR,
        "whole-input",
        "the rule cannot run in a job: " + why,
        "",
        "");
  }

  /** The parts of a rule's folder belong together; another rule is its file. */
  private static String folderOf(String file) {
    int slash = file.lastIndexOf('/');
    String name = file.substring(slash + 1);
    return name.equals("rule.cql") || name.equals("rule.yml") ? file.substring(0, slash + 1) : file;
  }
}
