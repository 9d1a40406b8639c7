package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
  @TempDir Path folder;

  @Test
  void theDearestRuleComesFirst() throws IOException {
    Files.writeString(
        folder.resolve("run.json"),
        "{\"ruleCosts\":[{\"id\":\"a\",\"title\":\"Cheap\",\"tried\":10,\"nanos\":1000,\"taskPeakBytes\":96},"
            + "{\"id\":\"b\",\"title\":\"Dear\",\"tried\":2000,\"nanos\":3000000,"
            + "\"taskPeakBytes\":1234567},{\"id\":\"c\",\"title\":\"Never"
            + " tried\",\"tried\":0,\"nanos\":0,\"taskPeakBytes\":0}]}");
    Files.writeString(
        folder.resolve("account.json"),
        "{\"rules\":{\"a\":{\"matched\":10,\"fired\":1},\"b\":{\"matched\":7,\"fired\":0}}}");
    CommandLineRun run = CommandLineRun.of("profile", folder.toString());
    assertEquals(0, run.code(), run.err());
    assertEquals(
        """
        rule         share    ns a try  tried  matched  fired  task's peak B
        Dear         100.0 %     1,500  2,000        7      0      1,234,567
        Cheap        0.0 %         100     10       10      1             96
        Never tried  0.0 %           0      0        0      0              0
        """,
        run.out());
  }

  /** A run of an earlier build. */
  @Test
  void stateThatNobodyCountedIsNotZero() throws IOException {
    Files.writeString(
        folder.resolve("run.json"),
        "{\"ruleCosts\":[{\"id\":\"a\",\"title\":\"Old\",\"tried\":10,\"nanos\":1000}]}");
    Files.writeString(folder.resolve("account.json"), "{\"rules\":{}}");
    CommandLineRun run = CommandLineRun.of("profile", folder.toString());
    assertTrue(run.out().endsWith("  0      0  -\n"), run.out());
  }

  @Test
  void aFolderWithoutAReplayIsRefused() {
    CommandLineRun run = CommandLineRun.of("profile", folder.toString());
    assertEquals(3, run.code());
    assertTrue(
        run.err().contains("has no run.json: give the output folder of a replay"), run.err());
  }
}
