package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says before anything runs. */
class DetectCommandTest {
  @TempDir Path folder;

  private CommandLineRun run(String... lines) throws IOException {
    Path job = Files.write(folder.resolve("job.yaml"), List.of(lines));
    return CommandLineRun.of("detect", job.toString());
  }

  @Test
  void aWrongJobFileIsToldWithItsPlace() throws IOException {
    CommandLineRun run =
        run(
            "kafka: {servers: '127.0.0.1:1'}",
            "input: {topic: events}",
            "rules: {folders: rules/pack}",
            "checkpoints: {dir: out, interval: 20m}");
    assertEquals(3, run.code());
    assertEquals(
        "detect: "
            + folder.resolve("job.yaml")
            + ":4:14: `output.transaction-timeout` 15m is shorter than `checkpoints.interval` +"
            + " `checkpoints.timeout` + `restart.outage` = 27m: the broker would give up what a"
            + " restart has to commit\n",
        run.err());
  }

  @Test
  void aMissingJobFileIsTold() {
    CommandLineRun run = CommandLineRun.of("detect", folder.resolve("none.yaml").toString());
    assertEquals(3, run.code());
    assertEquals(
        "detect: job file `" + folder.resolve("none.yaml") + "` does not exist\n", run.err());
  }

  @Test
  void aLookupFolderThatIsMissingIsTold() throws IOException {
    CommandLineRun run =
        run(
            "kafka: {servers: '127.0.0.1:1'}",
            "input: {topic: events}",
            "rules: {folders: rules/pack}",
            "lookups: nowhere",
            "checkpoints: {dir: out}");
    assertEquals(3, run.code());
    assertEquals("detect: lookup folder `nowhere` does not exist\n", run.err());
  }

  @Test
  void whatTheCommandLineSaysWins() throws IOException {
    Path job =
        Files.write(
            folder.resolve("job.yaml"),
            List.of("kafka: {servers: '127.0.0.1:1'}", "lookups: nowhere", "input: {idle: 1m}"));
    CommandLineRun run =
        CommandLineRun.of(
            "detect",
            job.toString(),
            "--lookups",
            "not-there",
            "--input-topic",
            "events",
            "--rules-folders",
            "rules/pack",
            "rules/published",
            "--checkpoints-dir",
            "out",
            "--skip-bad-rules");
    assertEquals("detect: lookup folder `not-there` does not exist\n", run.err());
    assertEquals(3, run.code());
  }

  @Test
  void aWrongOptionIsToldByItsName() {
    CommandLineRun run =
        CommandLineRun.of(
            "detect",
            "--kafka-servers",
            "127.0.0.1:1",
            "--state",
            "disk",
            "--rules-topic",
            "rules");
    assertEquals(
        """
        detect: --state: expected heap or rocksdb, found `disk`
        command line:1:1: `checkpoints` is missing: without checkpoints a restart loses or doubles \
        detections, and nothing is ever committed
        command line:1:1: the key `input.topic` is missing
        """,
        run.err());
    assertEquals(3, run.code());
  }
}
