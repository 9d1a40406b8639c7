package dev.lanner.cql.compile;

import dev.lanner.cql.run.Node;
import dev.lanner.cql.syntax.Step;
import java.util.BitSet;
import java.util.List;

/**
 * One step of a pipeline, compiled.
 *
 * @param node a filter, transformation or aggregate
 * @param step what it was compiled from
 * @param used ids of the fields it names
 * @param usesAnything whether it can read fields it does not name
 * @param source whether it replaces its input
 */
record Stage(Node node, Step step, BitSet used, boolean usesAnything, boolean source) {
  /** The nodes in order. */
  static List<Node> nodes(List<Stage> stages) {
    return stages.stream().map(Stage::node).toList();
  }
}
