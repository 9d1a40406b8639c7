package dev.lanner.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.events.archive.Archive;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code run.json}: what holds for one run only, and so has no place in the account. */
final class RunRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunRecord() {}

  /**
   * What a rule cost.
   *
   * @param tried how often an event was held against its queries
   * @param nanos about how long that took, without decoding, shuffling and windows
   * @param taskPeakBytes the most state that one subtask of an operator held for it at a time
   */
  record RuleCost(String id, String title, long tried, long nanos, long taskPeakBytes) {}

  static String json(
      ReplaySettings settings,
      Archive archive,
      Replay.Result result,
      List<RuleCost> costs,
      Instant start) {
    ObjectNode root = JSON.createObjectNode();
    long millis = Math.max(1, result.elapsed().toMillis());
    root.put("started", start.toString());
    root.put("elapsedMillis", millis);
    root.put("eventsPerSecond", result.account().in() * 1000 / millis);
    root.put("bytes", archive.eventBytes());
    root.put("bytesPerSecond", archive.eventBytes() * 1000 / millis);
    ObjectNode options = root.putObject("settings");
    options.put("input", settings.input().toString());
    texts(options, "rules", settings.rules().stream().map(Object::toString).toList());
    options.put("lookups", settings.lookups().toString());
    options.put("output", settings.output().toString());
    options.put("window", settings.window().map(Object::toString).orElse(null));
    options.put("disorder", settings.disorder().toString());
    options.put("dedup", settings.dedup().toString());
    options.put("confirmHorizon", settings.confirmHorizon().toString());
    options.put("namesWait", settings.namesWait().toString());
    options.put("checkpoints", settings.checkpoints().map(Object::toString).orElse(null));
    options.put("parallelism", settings.parallelism());
    options.put("mode", settings.mode().name().toLowerCase(Locale.ROOT));
    options.put("from", settings.from().map(Object::toString).orElse(null));
    options.put("to", settings.to().map(Object::toString).orElse(null));
    ArrayNode unfinished = root.putArray("unfinishedBatches");
    for (Archive.UnfinishedBatch batch : archive.unfinished()) {
      unfinished
          .addObject()
          .put("folder", batch.folder())
          .put("files", batch.files())
          .put("bytes", batch.bytes());
    }
    ArrayNode skipped = root.putArray("skippedFiles");
    for (Archive.Skipped file : archive.skipped()) {
      skipped.addObject().put("file", file.name()).put("reason", file.reason().text());
    }
    texts(root, "cutFiles", result.cutFiles());
    texts(root, "nameProblems", result.nameProblems());
    ArrayNode rules = root.putArray("ruleCosts");
    for (RuleCost cost : costs) {
      rules
          .addObject()
          .put("id", cost.id())
          .put("title", cost.title())
          .put("tried", cost.tried())
          .put("nanos", cost.nanos())
          .put("taskPeakBytes", cost.taskPeakBytes());
    }
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode list = node.putArray(name);
    texts.forEach(list::add);
  }
}
