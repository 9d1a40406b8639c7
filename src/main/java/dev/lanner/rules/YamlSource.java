package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.yaml.YamlDocument;
import dev.lanner.yaml.YamlNode;
import dev.lanner.yaml.YamlProblem;
import java.util.List;

/** A YAML file as text and as tree, so that problems of the tree show the text. */
final class YamlSource {
  private final SourceText source;
  private final YamlDocument document;

  YamlSource(SourceText source) {
    this.source = source;
    this.document = YamlDocument.read(source.file(), source.text());
  }

  String file() {
    return source.file();
  }

  YamlNode root() {
    return document.root();
  }

  /** The query a value holds, with its place. */
  QuerySource query(YamlNode node) {
    return QuerySource.yamlValue(source, node.text(), node.line(), node.column());
  }

  /** Everything found wrong so far, as errors. */
  List<SourceProblem> problems() {
    return document.problems().stream().map(this::problem).toList();
  }

  private SourceProblem problem(YamlProblem problem) {
    int at = source.offset(problem.line(), problem.column());
    int semicolon = problem.message().indexOf("; ");
    return source.problem(
        at,
        at,
        Severity.ERROR,
        "rule-file",
        semicolon < 0 ? problem.message() : problem.message().substring(0, semicolon),
        semicolon < 0 ? "" : problem.message().substring(semicolon + 2));
  }

  /** A problem at the place of a value. */
  SourceProblem problem(
      YamlNode node, Severity severity, String code, String message, String hint) {
    int at = source.offset(node.line(), node.column());
    return source.problem(at, at, severity, code, message, hint);
  }
}
