package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.lookups.SavedQueryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules below some paths, read and checked as a whole, with everything found wrong.
 *
 * @param rules those without an error, in the order of the paths, below each by name
 * @param problems everything to be told, in the order of the files
 * @param refused how many rules were not loaded because of an error
 * @param savedQueries texts of the saved queries found beside the rules and in folders {@code
 *     saved} there, by name
 */
public record RuleSet(
    List<Rule> rules, List<SourceProblem> problems, int refused, Map<String, String> savedQueries) {
  public RuleSet {
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
    savedQueries = Map.copyOf(savedQueries);
  }

  /**
   * Reads rule folders, bare {@code .cql} files and the YAML of LogScale and CQL-Hub, at any depth
   * below {@code paths}. Never throws because of what is in a file.
   */
  public static RuleSet load(List<Path> paths, RuleSetOptions options) {
    return new Loading(options).load(paths);
  }

  /**
   * Reads rules that lie elsewhere than in files, each in the format of a YAML file.
   *
   * @param texts by the name of the file they would be
   */
  public static RuleSet loadTexts(Map<String, String> texts, RuleSetOptions options) {
    return new Loading(options).loadTexts(new TreeMap<>(texts));
  }

  /** Whether every rule was loaded. */
  public boolean ok() {
    return problems.stream().noneMatch(SourceProblem::isError);
  }

  /** One loading of rules. */
  private static final class Loading {
    private final RuleSetOptions options;
    private final List<SourceProblem> problems = new ArrayList<>();
    private final List<Read> read = new ArrayList<>();
    private final Map<String, String> savedQueries = new TreeMap<>();
    private final Map<String, String> fileOfId = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private int refused;

    /**
     * What was read from one file: a rule unless it is too broken for one, and what is wrong so
     * far.
     */
    private record Read(Optional<Draft> draft, List<SourceProblem> problems) {}

    Loading(RuleSetOptions options) {
      this.options = options;
    }

    RuleSet load(List<Path> paths) {
      RuleFiles finder = new RuleFiles(problems);
      List<RuleFile> files = finder.find(paths);
      refused = problems.size();
      finder.savedQueries().forEach(this::savedQueries);
      files.forEach(file -> read.add(read(file)));
      return checked();
    }

    RuleSet loadTexts(Map<String, String> texts) {
      texts.forEach(
          (name, text) -> {
            RuleFile file = new RuleFile(RuleFile.Kind.YAML, Path.of(name), true);
            read.add(container(file, new SourceText(name, text)));
          });
      return checked();
    }

    private RuleSet checked() {
      RuleEnvironment world = new RuleEnvironment(options.lookups(), savedQueries, Map.of());
      read.forEach(one -> check(one, world));
      for (String warning : world.warnings()) {
        problems.add(SourceProblem.ofFile("lookups", Severity.WARNING, "empty-lookup", warning));
      }
      for (String warning : options.today().map(world::expired).orElse(List.of())) {
        problems.add(SourceProblem.ofFile("lookups", Severity.WARNING, "expired-lookup", warning));
      }
      return new RuleSet(rules, problems, refused, savedQueries);
    }

    /** Of two saved queries of one name the first stays. */
    private void savedQueries(Path folder) {
      try {
        SavedQueryFolder.read(folder).forEach(savedQueries::putIfAbsent);
      } catch (IOException e) {
        problems.add(
            SourceProblem.ofFile(folder.toString(), Severity.ERROR, "unreadable", e.getMessage()));
      }
    }

    private Read read(RuleFile file) {
      try {
        return switch (file.kind()) {
          case FOLDER -> folder(file);
          case BARE -> bare(file);
          case YAML -> container(file, RuleFile.read(file.path()));
        };
      } catch (IOException e) {
        return new Read(
            Optional.empty(),
            List.of(
                SourceProblem.ofFile(
                    file.name(),
                    Severity.ERROR,
                    "unreadable",
                    "the file cannot be read: " + e.getMessage())));
      }
    }

    private static Read folder(RuleFile file) throws IOException {
      SourceText query = RuleFile.read(file.path());
      YamlSource yaml =
          new YamlSource(RuleFile.read(file.path().resolveSibling(RuleFile.SETTINGS)));
      Draft draft = RuleYml.read(yaml, query);
      return new Read(Optional.of(draft), yaml.problems());
    }

    private static Read bare(RuleFile file) throws IOException {
      SourceText query = RuleFile.read(file.path());
      RuleBuilder rule = new RuleBuilder(file.id(), query.text(), file.name());
      rule.tags = Attack.tagsOf(file.id());
      QuerySource source = QuerySource.wholeFile(query);
      Draft draft = new Draft(rule.build(), source, List.of(), List.of(), false);
      return new Read(Optional.of(draft), List.of());
    }

    private Read container(RuleFile file, SourceText text) {
      YamlSource yaml = new YamlSource(text);
      RuleContainer container = RuleContainer.read(file, yaml);
      container.saved().ifPresent(saved -> savedQueries.putIfAbsent(saved.name(), saved.query()));
      List<SourceProblem> found = new ArrayList<>(yaml.problems());
      found.addAll(container.problems());
      return new Read(container.rule(), found);
    }

    private void check(Read one, RuleEnvironment world) {
      List<SourceProblem> found = new ArrayList<>(one.problems());
      Optional<Rule> rule =
          one.draft().map(draft -> new RuleCheck(options, world, found).check(draft));
      rule.flatMap(this::repeatedId).ifPresent(found::add);
      problems.addAll(found);
      if (found.stream().anyMatch(SourceProblem::isError)) {
        refused++;
      } else {
        rule.ifPresent(rules::add);
      }
    }

    private Optional<SourceProblem> repeatedId(Rule rule) {
      String first = fileOfId.putIfAbsent(rule.id(), rule.path());
      if (first == null || rule.id().isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          SourceProblem.ofFile(
              rule.path(),
              Severity.ERROR,
              "repeated-id",
              "the id `" + rule.id() + "` is that of " + first + " already"));
    }
  }
}
