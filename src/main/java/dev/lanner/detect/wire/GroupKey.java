package dev.lanner.detect.wire;

import java.util.List;

/**
 * What a window's state is kept under. The logic hash is part of it, so that two versions of a rule
 * never merge.
 *
 * @param cid tenant
 * @param ruleId the rule
 * @param logicHash the rule's logic
 * @param group values of the group's key fields, in order; empty for one group
 */
public record GroupKey(String cid, String ruleId, String logicHash, List<String> group) {
  public GroupKey {
    group = List.copyOf(group);
  }

  /** As one text; what tells groups apart comes first, which makes sorting by it cheaper. */
  public String text() {
    return Keys.join(group, List.of(cid, ruleId, logicHash));
  }

  /** Reads {@link #text} back. */
  public static GroupKey parse(String text) {
    List<String> parts = Keys.split(text);
    int rest = parts.size() - 3;
    return new GroupKey(
        parts.get(rest), parts.get(rest + 1), parts.get(rest + 2), parts.subList(0, rest));
  }
}
