package dev.lanner.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A file of the ledger: one run writes it, lines are only added, and each is on the disk when
 * {@link #add} returns. What a crash leaves half written is the last line.
 *
 * <pre>
 *   {"what":"run","format":1,"id":"…","kind":"detect","job":"lanner","started":"…"}
 *   {"what":"rule","n":0,"id":"…","version":1,"logic":"…","title":"…"}
 *   {"what":"covered","from":1793491200000,"to":1793494800000,"rules":[0]}
 *   {"what":"incomplete","from":…,"to":…,"rule":"…","cause":"late","events":3,"number":7}
 * </pre>
 */
public final class LedgerFile implements AutoCloseable {
  static final String SUFFIX = "coverage.ndjson";
  static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel channel;
  private final Map<RuleVersion, Integer> numbers = new HashMap<>();

  private LedgerFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes a new file for a run in a folder, which is made, too. */
  public static LedgerFile create(Path folder, LedgerRun run) throws IOException {
    Files.createDirectories(folder);
    String part = UUID.randomUUID().toString().substring(0, 4);
    return createAt(folder.resolve(run.id() + "-" + part + "." + SUFFIX), run);
  }

  /** Makes a file whose name is {@code coverage.ndjson}, or ends so. */
  public static LedgerFile createAt(Path path, LedgerRun run) throws IOException {
    LedgerFile file =
        new LedgerFile(
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    ObjectNode line = line("run").put("format", FORMAT).put("id", run.id());
    line.put("kind", run.kind()).put("job", run.job()).put("started", run.started().toString());
    file.write(text(line));
    return file;
  }

  /** Adds entries. After an exception the file is not to be used any more. */
  public void add(List<LedgerEntry> entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    Map<Range, TreeSet<RuleVersion>> covered =
        new TreeMap<>(Comparator.comparingLong(Range::from).thenComparingLong(Range::to));
    for (LedgerEntry entry : entries) {
      if (entry instanceof Covered one) {
        covered
            .computeIfAbsent(one.range(), range -> new TreeSet<>(RuleVersion.ORDER))
            .add(one.rule());
      }
    }
    covered.values().forEach(rules -> rules.forEach(rule -> name(rule, lines)));
    // What is incomplete comes first: a line that is lost must not be the one that takes away.
    for (LedgerEntry entry : entries) {
      if (entry instanceof Incomplete one) {
        ObjectNode line = range("incomplete", one.range()).put("rule", one.ruleId());
        line.put("cause", one.cause().text()).put("events", one.events());
        lines.append(text(line.put("number", one.number())));
      }
    }
    covered.forEach(
        (range, rules) -> {
          ObjectNode line = range("covered", range);
          ArrayNode list = line.putArray("rules");
          rules.forEach(rule -> list.add(numbers.get(rule)));
          lines.append(text(line));
        });
    write(lines.toString());
  }

  private void name(RuleVersion rule, StringBuilder lines) {
    if (numbers.putIfAbsent(rule, numbers.size()) == null) {
      ObjectNode line = line("rule").put("n", numbers.size() - 1).put("id", rule.id());
      line.put("version", rule.version()).put("logic", rule.logic()).put("title", rule.title());
      lines.append(text(line));
    }
  }

  private static ObjectNode line(String what) {
    return JSON.createObjectNode().put("what", what);
  }

  private static ObjectNode range(String what, Range range) {
    return line(what).put("from", range.from()).put("to", range.to());
  }

  private static String text(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
