package dev.lanner.detect;

import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.RuleSetDelta.RuleText;
import dev.lanner.detect.wire.Types;
import dev.lanner.rules.Rule;
import dev.lanner.rules.Rule.OnEdit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;

/**
 * The rule sets an operator knows: the newest, and those before it for what is still on its way and
 * for windows that are still open.
 *
 * <p>Texts lie in broadcast state; compiled forms are made here when somebody asks for them. Before
 * the first broadcast element the set from the job graph holds; once there is one in state, it
 * wins. Every parallel instance comes to the same newest set whatever the order of rules and
 * events; an event carries the number of the set that chose it.
 *
 * <p>An older set is forgotten when it was replaced {@value #KEEP_MINUTES} minutes ago and event
 * time has passed the windows of the rules that went with it by an hour; the oldest first. In state
 * a rule that the next set has, too, is a name without a text. Not thread-safe.
 */
final class RuleSets {
  /** The broadcast state: rule sets by number. */
  static final MapStateDescriptor<Long, RuleSetDelta> STATE =
      new MapStateDescriptor<>("rules", BasicTypeInfo.LONG_TYPE_INFO, Types.RULES);

  private static final int KEEP_MINUTES = 10;
  private static final long SLACK_MILLIS = Duration.ofHours(1).toMillis();

  /** So many sets are known at most. */
  private static final int MOST = 4096;

  /** So many of them are compiled at once: what is on its way is of the newest few. */
  private static final int COMPILED = 4;

  private final World world;
  private final boolean older;
  private final TreeMap<Long, Known> sets = new TreeMap<>();
  private final Map<Long, ActiveRules> compiled = new LeastUsed();
  private final Map<RuleText, ActiveRules> singles = new HashMap<>();
  private final Map<String, Optional<ActiveRule>> found = new HashMap<>();
  private boolean seenState;

  /** A set, and until when it is needed once another has replaced it. */
  private static final class Known {
    static final long LATER = Long.MIN_VALUE;

    final RuleSetDelta set;
    long replacedNanos = System.nanoTime();
    long neededUntil = LATER;

    Known(RuleSetDelta set) {
      this.set = set;
    }
  }

  private static final class LeastUsed extends LinkedHashMap<Long, ActiveRules> {
    private static final long serialVersionUID = 1;

    LeastUsed() {
      super(COMPILED, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, ActiveRules> eldest) {
      return size() > COMPILED;
    }
  }

  private RuleSets(RuleSetDelta initial, World world, boolean older) {
    this.world = world;
    this.older = older;
    know(initial);
  }

  /** Starts with the set from the job graph. */
  RuleSets(RuleSetDelta initial, World world) {
    this(initial, world, true);
  }

  /** The same where nothing arrives that was chosen by an older set. */
  static RuleSets newestOnly(RuleSetDelta initial, World world) {
    return new RuleSets(initial, world, false);
  }

  private void know(RuleSetDelta set) {
    sets.put(set.number(), new Known(set));
    found.clear();
  }

  /**
   * A version that another set replaced and whose open windows do not go on.
   *
   * @param rule the version
   * @param drains whether they give what they hold
   */
  record Ended(ActiveRule rule, boolean drains) {}

  /**
   * Takes a new set into account and into state. Sets that are not newer change nothing.
   *
   * @param watermark how far event time has come
   * @return versions whose open windows end with this
   */
  List<Ended> add(RuleSetDelta set, BroadcastState<Long, RuleSetDelta> state, long watermark)
      throws Exception {
    look(state);
    long last = sets.lastKey();
    if (set.number() < last || set.number() == last && state.contains(last)) {
      return List.of();
    }
    List<Ended> ended = new ArrayList<>();
    if (set.number() > last) {
      Known before = sets.get(last);
      before.replacedNanos = System.nanoTime();
      before.neededUntil = neededUntil(before.set, set, watermark);
      RuleSetDelta next = sharing(set, before.set);
      state.put(last, shortened(before.set, next));
      for (RuleText rule : before.set.rules()) {
        Optional<OnEdit> how = onEdit(next, rule.id(), rule.logicHash());
        if (older && how.filter(OnEdit.KEEP::equals).isEmpty()) {
          find(before.set, rule.id(), rule.logicHash())
              .ifPresent(was -> ended.add(new Ended(was, how.isPresent())));
        }
      }
      know(next);
    }
    state.put(set.number(), set);
    forget(state, watermark);
    return ended;
  }

  /**
   * What {@code set} says about open windows of a version: none if they are to be dropped. Those of
   * a version that is in it go on.
   */
  private static Optional<OnEdit> onEdit(RuleSetDelta set, String ruleId, String logicHash) {
    for (RuleText text : set.rules()) {
      if (text.id().equals(ruleId)) {
        OnEdit how =
            text.logicHash().equals(logicHash) ? OnEdit.KEEP : RuleJson.read(text.text()).onEdit();
        return Optional.of(how).filter(one -> one != OnEdit.RESTART);
      }
    }
    return Optional.empty();
  }

  /** When the windows are over of those rules that {@code next} has not. */
  private static long neededUntil(RuleSetDelta set, RuleSetDelta next, long watermark) {
    if (watermark == Long.MIN_VALUE) {
      return Known.LATER;
    }
    long longest = 0;
    for (RuleText rule : set.rules()) {
      boolean stays =
          next.rules().stream()
              .anyMatch(n -> n.id().equals(rule.id()) && n.logicHash().equals(rule.logicHash()));
      if (!stays) {
        Rule gone = RuleJson.read(rule.text());
        longest = Math.max(longest, gone.window().map(Duration::toMillis).orElse(0L));
      }
    }
    long slack = longest + SLACK_MILLIS;
    return watermark > Long.MAX_VALUE - slack ? Long.MAX_VALUE : watermark + slack;
  }

  /** The same set, made of the texts of another where they are equal. */
  private static RuleSetDelta sharing(RuleSetDelta set, RuleSetDelta before) {
    Map<RuleText, RuleText> known = new HashMap<>();
    before.rules().forEach(rule -> known.put(rule, rule));
    return new RuleSetDelta(
        set.number(), set.rules().stream().map(rule -> known.getOrDefault(rule, rule)).toList());
  }

  /** The set without the texts of rules that are the same in the next one. */
  private static RuleSetDelta shortened(RuleSetDelta set, RuleSetDelta next) {
    return new RuleSetDelta(
        set.number(),
        set.rules().stream()
            .map(
                rule ->
                    next.rules().contains(rule)
                        ? new RuleText(rule.id(), rule.logicHash(), null)
                        : rule)
            .toList());
  }

  /** The set with the texts again. */
  private static RuleSetDelta whole(RuleSetDelta set, RuleSetDelta next) {
    Map<String, RuleText> texts = new HashMap<>();
    next.rules().forEach(rule -> texts.put(rule.id(), rule));
    return new RuleSetDelta(
        set.number(),
        set.rules().stream()
            .map(rule -> rule.text() == null ? texts.get(rule.id()) : rule)
            .toList());
  }

  private void forget(BroadcastState<Long, RuleSetDelta> state, long watermark) throws Exception {
    long now = System.nanoTime();
    while (sets.size() > 1) {
      Map.Entry<Long, Known> oldest = sets.firstEntry();
      Known known = oldest.getValue();
      if (older && sets.size() <= MOST) {
        if (known.neededUntil == Known.LATER) {
          Known next = sets.higherEntry(oldest.getKey()).getValue();
          known.neededUntil = neededUntil(known.set, next.set, watermark);
        }
        boolean recent =
            sets.size() == 2
                || now - known.replacedNanos < Duration.ofMinutes(KEEP_MINUTES).toNanos();
        if (recent || known.neededUntil == Known.LATER || known.neededUntil > watermark) {
          return;
        }
      }
      sets.remove(oldest.getKey());
      compiled.remove(oldest.getKey());
      state.remove(oldest.getKey());
      found.clear();
      singles.keySet().removeIf(text -> sets.values().stream().noneMatch(in -> has(in, text)));
    }
  }

  private static boolean has(Known known, RuleText text) {
    return known.set.rules().contains(text);
  }

  /** Looks once at what a restore brought back. */
  void look(ReadOnlyBroadcastState<Long, RuleSetDelta> state) throws Exception {
    if (seenState) {
      return;
    }
    seenState = true;
    TreeMap<Long, RuleSetDelta> restored = new TreeMap<>();
    for (Map.Entry<Long, RuleSetDelta> entry : state.immutableEntries()) {
      restored.put(entry.getKey(), entry.getValue());
    }
    if (restored.isEmpty()) {
      return;
    }
    sets.clear();
    compiled.clear();
    found.clear();
    RuleSetDelta next = restored.lastEntry().getValue();
    know(next);
    for (RuleSetDelta set : restored.headMap(next.number(), false).descendingMap().values()) {
      next = whole(set, next);
      know(next);
    }
  }

  /** The number of the set that holds now. */
  long newestNumber() {
    return sets.lastKey();
  }

  /** The set that holds now. */
  ActiveRules newest() {
    return compiled(sets.lastEntry().getValue());
  }

  private ActiveRules compiled(Known known) {
    return compiled.computeIfAbsent(
        known.set.number(), number -> ActiveRules.compile(known.set, world.open()));
  }

  /** The set of that number, if it is still known. */
  Optional<ActiveRules> find(long number) {
    return Optional.ofNullable(sets.get(number)).map(this::compiled);
  }

  /**
   * The rule of that id and logic, if it is still known: of an older set only if its open windows
   * go on. It is compiled alone, so that a change of one rule costs no more than that one.
   */
  Optional<ActiveRule> find(String ruleId, String logicHash) {
    Optional<ActiveRule> known = found.get(ruleId + '/' + logicHash);
    if (known == null) {
      known = isEnded(ruleId, logicHash) ? Optional.empty() : findInAny(ruleId, logicHash);
      found.put(ruleId + '/' + logicHash, known);
    }
    return known;
  }

  private Optional<ActiveRule> findInAny(String ruleId, String logicHash) {
    Optional<ActiveRule> known = Optional.empty();
    List<Known> newestFirst = new ArrayList<>(sets.descendingMap().values());
    for (int i = 0; i < newestFirst.size() && known.isEmpty(); i++) {
      known = find(newestFirst.get(i).set, ruleId, logicHash);
    }
    return known;
  }

  private Optional<ActiveRule> find(RuleSetDelta set, String ruleId, String logicHash) {
    for (RuleText text : set.rules()) {
      if (text.id().equals(ruleId) && text.logicHash().equals(logicHash)) {
        return singles
            .computeIfAbsent(
                text,
                one ->
                    ActiveRules.compile(new RuleSetDelta(set.number(), List.of(one)), world.open()))
            .find(ruleId, logicHash);
      }
    }
    return Optional.empty();
  }

  /** Whether a version ran, and neither it nor its open windows go on. */
  boolean isEnded(String ruleId, String logicHash) {
    return onEdit(sets.lastEntry().getValue().set, ruleId, logicHash)
            .filter(OnEdit.KEEP::equals)
            .isEmpty()
        && sets.values().stream().anyMatch(known -> has(known, ruleId, logicHash));
  }

  private static boolean has(Known known, String ruleId, String logicHash) {
    return known.set.rules().stream()
        .anyMatch(rule -> rule.id().equals(ruleId) && rule.logicHash().equals(logicHash));
  }
}
