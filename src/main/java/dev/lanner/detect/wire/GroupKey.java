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

  /** As one text. */
  public String text() {
    return text(group.toArray(String[]::new), suffix(cid, ruleId, logicHash));
  }

  /** {@link #text} of a group, with what {@link #suffix} gave. */
  public static String text(String[] group, String suffix) {
    return Keys.join(group).concat(suffix);
  }

  /** What the groups of one tenant and rule have in common. */
  public static String suffix(String cid, String ruleId, String logicHash) {
    return Keys.join(cid, ruleId, logicHash);
  }

  /** Reads {@link #text} back. */
  public static GroupKey parse(String text) {
    List<String> parts = Keys.split(text);
    int rest = parts.size() - 3;
    return new GroupKey(
        parts.get(rest), parts.get(rest + 1), parts.get(rest + 2), parts.subList(0, rest));
  }
}
