package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.lookups.SavedQueryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds rules below paths: folders with {@code rule.cql}, bare {@code .cql} files and YAML files,
 * in the order of the paths, below each by name. What lies in a rule's folder beside the rule
 * belongs to its tests; what lies in a folder {@code saved} beside rules are saved queries.
 */
final class RuleFiles {
  private final List<RuleFile> found = new ArrayList<>();
  private final Set<Path> saved = new TreeSet<>();
  private final List<SourceProblem> problems;

  RuleFiles(List<SourceProblem> problems) {
    this.problems = problems;
  }

  List<RuleFile> find(List<Path> paths) {
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        folder(path);
      } else if (!Files.exists(path)) {
        problems.add(fault(path, "missing-path", "there is no such file or folder"));
      } else {
        file(path);
      }
    }
    return found;
  }

  /** The folders of saved queries beside the rules found so far, sorted. */
  Set<Path> savedQueries() {
    return saved;
  }

  private void beside(Path rule) {
    Path folder = rule.toAbsolutePath().normalize().resolveSibling(SavedQueryFolder.NAME);
    if (Files.isDirectory(folder) && !isRule(folder)) {
      saved.add(folder);
    }
  }

  private static boolean isRule(Path folder) {
    return Files.exists(folder.resolve(RuleFile.QUERY))
        || Files.exists(folder.resolve(RuleFile.SETTINGS));
  }

  private void file(Path path) {
    String name = path.getFileName().toString();
    if (name.equals(RuleFile.QUERY) && Files.exists(path.resolveSibling(RuleFile.SETTINGS))
        || name.equals(RuleFile.SETTINGS)) {
      ruleFolder(path.toAbsolutePath().getParent(), path.resolveSibling(RuleFile.QUERY));
    } else if (name.endsWith(".cql")) {
      beside(path);
      found.add(new RuleFile(RuleFile.Kind.BARE, path, true));
    } else if (isYaml(name)) {
      beside(path);
      found.add(new RuleFile(RuleFile.Kind.YAML, path, true));
    } else {
      problems.add(
          fault(path, "not-a-rule", "a rule is a folder, a .cql file or a .yml or .yaml file"));
    }
  }

  private void folder(Path folder) {
    Path query = folder.resolve(RuleFile.QUERY);
    if (isRule(folder)) {
      ruleFolder(folder, query);
      return;
    }
    for (Path path : list(folder)) {
      String name = path.getFileName().toString();
      if (name.startsWith(".")) {
        continue;
      }
      if (name.equals(SavedQueryFolder.NAME) && Files.isDirectory(path) && !isRule(path)) {
        beside(path);
      } else if (Files.isDirectory(path)) {
        folder(path);
      } else if (name.endsWith(".cql")) {
        found.add(new RuleFile(RuleFile.Kind.BARE, path, false));
      } else if (isYaml(name)) {
        found.add(new RuleFile(RuleFile.Kind.YAML, path, false));
      }
    }
  }

  private void ruleFolder(Path folder, Path query) {
    for (String part : List.of(RuleFile.QUERY, RuleFile.SETTINGS)) {
      if (!Files.exists(folder.resolve(part))) {
        problems.add(
            fault(query.resolveSibling(part), "missing-file", "the rule's folder lacks this file"));
        return;
      }
    }
    beside(folder);
    found.add(new RuleFile(RuleFile.Kind.FOLDER, query, true));
  }

  private List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted(Comparator.comparing(path -> path.getFileName().toString())).toList();
    } catch (IOException e) {
      problems.add(fault(folder, "unreadable", "the folder cannot be read"));
      return List.of();
    }
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }

  private static SourceProblem fault(Path path, String code, String message) {
    return SourceProblem.ofFile(path.toString(), Severity.ERROR, code, message);
  }
}
