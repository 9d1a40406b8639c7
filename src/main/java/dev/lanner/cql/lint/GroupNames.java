package dev.lanner.cql.lint;

import dev.lanner.cql.regex.RegexTree;
import java.util.ArrayList;
import java.util.List;

/** The names of the groups of a regex. */
final class GroupNames {
  private GroupNames() {}

  /** In the order of the text; one used twice comes twice. */
  static List<String> of(RegexTree.Choice regex) {
    List<String> names = new ArrayList<>();
    collect(regex, names);
    return names;
  }

  private static void collect(RegexTree.Choice choice, List<String> names) {
    for (RegexTree.Sequence sequence : choice.alternatives()) {
      for (RegexTree.Part part : sequence.parts()) {
        if (part.what() instanceof RegexTree.Group group) {
          if (group.name() != null) {
            names.add(group.name());
          }
          collect(group.body(), names);
        }
      }
    }
  }
}
