package dev.lanner.cql.compile;

import dev.lanner.cql.run.Prepared;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of one pipeline that must see rows before the first one is judged, with the step in
 * which each stands.
 */
final class Preparations {
  /** A node, and how many steps stand before it. */
  record At(Prepared node, int stage) {}

  private final List<At> all = new ArrayList<>();
  private int stage;

  /** Notes a node that stands in the step being compiled. */
  void add(Prepared node) {
    add(node, stage);
  }

  void add(Prepared node, int stage) {
    all.add(new At(node, stage));
  }

  /** Says how many steps stand before the one that is compiled next. */
  void stage(int before) {
    stage = before;
  }

  List<At> all() {
    return all;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }
}
