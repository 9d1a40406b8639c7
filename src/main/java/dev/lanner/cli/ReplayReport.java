package dev.lanner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.job.Replay;
import dev.lanner.job.ReplayFiles;
import dev.lanner.rules.Attack;
import dev.lanner.rules.Rule;
import dev.lanner.sink.Account;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a replay ends with on the screen: detections, the account, where the files are. */
final class ReplayReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 20;

  private final PrintWriter out;
  private final List<Rule> rules;
  private final Replay.Result result;
  private final ReplayFiles files;

  ReplayReport(PrintWriter out, List<Rule> rules, Replay.Result result, ReplayFiles files) {
    this.out = out;
    this.rules = rules;
    this.result = result;
    this.files = files;
  }

  void print() throws IOException {
    detections();
    out.println();
    rules();
    out.println();
    account();
    out.println();
    out.println("written:");
    for (Path file :
        List.of(
            files.detections(), files.deadLetters(), files.late(), files.account(), files.run())) {
      out.println("  " + file);
    }
    out.flush();
  }

  private void detections() throws IOException {
    if (result.detections() == 0) {
      out.println("no detections");
      return;
    }
    TextTable table = new TextTable("time", "level", "technique", "rule", "key", "host");
    try (BufferedReader lines = Files.newBufferedReader(files.detections())) {
      for (int i = 0; i < SHOWN; i++) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        JsonNode detection = JSON.readTree(line);
        table.add(
            Instant.ofEpochMilli(detection.get("time").asLong()).toString(),
            detection.get("level").asText(),
            detection.get("technique").asText(),
            detection.get("rule").get("title").asText(),
            detection.get("key").asText(),
            detection.get("host").path("ComputerName").asText());
      }
    }
    table.print(out);
    if (result.detections() > SHOWN) {
      out.printf(Locale.ROOT, "… and %,d more in detections.ndjson%n", result.detections() - SHOWN);
    }
  }

  private void rules() {
    TextTable table =
        new TextTable("rule", "technique", "level", "matched", "candidates", "suppressed", "fired");
    List<Rule> ordered = new ArrayList<>(rules);
    ordered.sort(Comparator.comparing((Rule rule) -> -fired(rule)).thenComparing(Rule::title));
    for (Rule rule : ordered) {
      Account.RuleAccount account = result.account().rules().get(rule.id());
      List<String> techniques = Attack.techniques(rule.tags());
      table.add(
          rule.title(),
          techniques.isEmpty() ? "" : techniques.get(0),
          rule.level().name().toLowerCase(Locale.ROOT),
          number(account.matched()),
          number(account.candidates()),
          suppressed(account),
          number(account.fired()));
    }
    table.print(out);
  }

  private long fired(Rule rule) {
    return result.account().rules().get(rule.id()).fired();
  }

  private static String suppressed(Account.RuleAccount account) {
    List<String> causes = new ArrayList<>();
    for (Map.Entry<String, Long> cause : account.suppressed().entrySet()) {
      causes.add(number(cause.getValue()) + " by " + cause.getKey());
    }
    return causes.isEmpty() ? "0" : String.join(", ", causes);
  }

  private void account() {
    Account account = result.account();
    long millis = Math.max(1, result.elapsed().toMillis());
    out.printf(
        Locale.ROOT,
        "%,d events in = %,d evaluated + %,d duplicate + %,d dead letters; late %,d, quarantined"
            + " %,d%n",
        account.in(),
        account.evaluated(),
        account.duplicate(),
        account.deadLetter(),
        account.late(),
        account.quarantined());
    out.printf(
        Locale.ROOT,
        "%,d detections from %,d files in %,.1f s (%,d events/s)%n",
        result.detections(),
        account.files(),
        millis / 1000.0,
        account.in() * 1000 / millis);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
