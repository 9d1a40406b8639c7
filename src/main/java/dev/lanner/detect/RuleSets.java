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
  private final Map<String, Optional<ActiveRule>> found = new HashMap<>();
  private RulePool pool;
  private boolean seenState;

  /** A set, and until when it is needed once another has replaced it. */
  private static final class Known {
    static final long LATER = Long.MIN_VALUE;

    final RuleSetDelta set;
    final Map<String, RuleText> byId = new HashMap<>();
    long replacedNanos = System.nanoTime();
    long neededUntil = LATER;

    Known(RuleSetDelta set) {
      this.set = set;
      set.rules().forEach(rule -> byId.put(rule.id(), rule));
    }

    boolean has(RuleText rule) {
      return rule.equals(byId.get(rule.id()));
    }

    boolean has(String ruleId, String logicHash) {
      RuleText rule = byId.get(ruleId);
      return rule != null && rule.logicHash().equals(logicHash);
    }

    /** What it says about open windows of a version: none if they are to be dropped. */
    Optional<OnEdit> onEdit(String ruleId, String logicHash) {
      RuleText text = byId.get(ruleId);
      if (text == null) {
        return Optional.empty();
      }
      OnEdit how =
          text.logicHash().equals(logicHash) ? OnEdit.KEEP : RuleJson.read(text.text()).onEdit();
      return Optional.of(how).filter(one -> one != OnEdit.RESTART);
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
    this.pool = new RulePool(world.open());
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

  private Known know(RuleSetDelta set) {
    Known known = new Known(set);
    sets.put(set.number(), known);
    found.clear();
    return known;
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
      Known next = know(sharing(set, before));
      before.replacedNanos = System.nanoTime();
      before.neededUntil = neededUntil(before, next, watermark);
      state.put(last, shortened(before.set, next));
      if (older) {
        ended.addAll(ended(before, next));
      }
    }
    state.put(set.number(), set);
    forget(state, watermark);
    return ended;
  }

  private List<Ended> ended(Known before, Known next) {
    List<Ended> ended = new ArrayList<>();
    for (RuleText rule : before.set.rules()) {
      Optional<OnEdit> how = next.onEdit(rule.id(), rule.logicHash());
      if (how.filter(OnEdit.KEEP::equals).isEmpty()) {
        ended.add(new Ended(pool().get(rule), how.isPresent()));
      }
    }
    return ended;
  }

  /** When the windows are over of those rules that {@code next} has not. */
  private static long neededUntil(Known known, Known next, long watermark) {
    if (watermark == Long.MIN_VALUE) {
      return Known.LATER;
    }
    long longest = 0;
    for (RuleText rule : known.set.rules()) {
      if (!next.has(rule.id(), rule.logicHash())) {
        Rule gone = RuleJson.read(rule.text());
        longest = Math.max(longest, gone.window().map(Duration::toMillis).orElse(0L));
      }
    }
    long slack = longest + SLACK_MILLIS;
    return watermark > Long.MAX_VALUE - slack ? Long.MAX_VALUE : watermark + slack;
  }

  /** The same set, made of the texts of another where they are equal. */
  private static RuleSetDelta sharing(RuleSetDelta set, Known before) {
    return new RuleSetDelta(
        set.number(),
        set.rules().stream()
            .map(rule -> before.has(rule) ? before.byId.get(rule.id()) : rule)
            .toList());
  }

  /** The set without the texts of rules that are the same in the next one. */
  private static RuleSetDelta shortened(RuleSetDelta set, Known next) {
    return new RuleSetDelta(
        set.number(),
        set.rules().stream()
            .map(rule -> next.has(rule) ? new RuleText(rule.id(), rule.logicHash(), null) : rule)
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
          known.neededUntil = neededUntil(known, next, watermark);
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
    }
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
        known.set.number(), number -> ActiveRules.of(known.set, pool()));
  }

  private RulePool pool() {
    if (pool.isWorn()) {
      pool = new RulePool(world.open());
    }
    return pool;
  }

  /** The set of that number, if it is still known. */
  Optional<ActiveRules> find(long number) {
    return Optional.ofNullable(sets.get(number)).map(this::compiled);
  }

  /**
   * The rule of that id and logic, if it is still known: of an older set only if its open windows
   * go on. It is compiled alone.
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
    return sets.descendingMap().values().stream()
        .filter(known -> known.has(ruleId, logicHash))
        .findFirst()
        .map(known -> pool().get(known.byId.get(ruleId)));
  }

  /** Whether a version ran, and neither it nor its open windows go on. */
  boolean isEnded(String ruleId, String logicHash) {
    return sets.lastEntry()
            .getValue()
            .onEdit(ruleId, logicHash)
            .filter(OnEdit.KEEP::equals)
            .isEmpty()
        && sets.values().stream().anyMatch(known -> known.has(ruleId, logicHash));
  }
}
