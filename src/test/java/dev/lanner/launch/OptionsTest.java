package dev.lanner.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void aReplayGetsASmallYoungGeneration() {
    assertTrue(Options.of(List.of("replay"), Map.of()).ours().contains("-Xmn128m"));
    assertFalse(Options.of(List.of("detect"), Map.of()).ours().contains("-Xmn128m"));
  }

  /** Two collectors, or a start above the limit, and the JVM does not start at all. */
  @ParameterizedTest
  @CsvSource({
    "LANNER_OPTS,-Xmx4g",
    "LANNER_OPTS,-Dx=y -XX:+UseZGC",
    "JDK_JAVA_OPTIONS,-Xms2g",
    "JAVA_TOOL_OPTIONS,-XX:MaxRAMPercentage=50",
    "_JAVA_OPTIONS,-XX:MaxHeapSize=64m"
  })
  void whoChoosesMemoryChoosesAllOfIt(String variable, String options) {
    List<String> ours = Options.of(List.of("replay"), Map.of(variable, options)).ours();
    assertTrue(
        ours.stream().noneMatch(option -> option.startsWith("-Xm") || option.endsWith("GC")),
        ours.toString());
  }

  @Test
  void largePagesAreAskedForWhereTheyAreToBeHad(@TempDir Path folder) throws Exception {
    Path setting = folder.resolve("enabled");
    assertEquals(List.of(), Options.largePages(setting), "no such file: no Linux");
    for (String had : List.of("always [madvise] never", "[always] madvise never")) {
      Files.writeString(setting, had + "\n");
      assertEquals(List.of("-XX:+UseTransparentHugePages"), Options.largePages(setting));
    }
    Files.writeString(setting, "always madvise [never]\n");
    assertEquals(List.of(), Options.largePages(setting));
  }

  @Test
  void otherOptionsStandBesideOurs() {
    Options options = Options.of(List.of("replay"), Map.of("LANNER_OPTS", " -Da=b\t-Xlog:gc "));
    assertEquals(List.of("-Da=b", "-Xlog:gc"), options.users());
    assertTrue(options.ours().contains("-Xmn128m"));
  }

  @Test
  void onlyWhatRunsAJobStartsFlink() {
    assertTrue(Options.of(List.of("replay"), Map.of()).startsFlink());
    assertTrue(Options.of(List.of("detect"), Map.of()).startsFlink());
    assertTrue(Options.of(List.of("backfill"), Map.of()).startsFlink());
    assertFalse(Options.of(List.of("eval"), Map.of()).startsFlink());
    assertFalse(Options.of(List.of(), Map.of()).startsFlink());
  }

  @Test
  void aSmallArchiveIsReadWithoutTheOptimisingCompiler(@TempDir Path folder) throws Exception {
    Path archive = Files.createDirectories(folder.resolve("archive/data"));
    Files.write(archive.resolve("a.gz"), new byte[1000]);
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, "rules: rules\ninput: " + archive + "\n");

    assertTrue(isPlain("replay", "--rules", "rules", "--input", archive.toString()));
    assertTrue(isPlain("replay", "--input=" + archive, "--rules", "rules"));
    assertTrue(isPlain("replay", job.toString()));
    // What the command line says wins, as it does in the command.
    assertFalse(isPlain("replay", job.toString(), "--input", folder.resolve("none").toString()));
    assertFalse(isPlain("replay", "--input", "s3://bucket/archive"));
    assertFalse(isPlain("replay", folder.resolve("none.yaml").toString()));
    assertFalse(isPlain("replay"));
    assertFalse(isPlain("detect", job.toString()));
  }

  @Test
  void aLargeArchiveIsNot(@TempDir Path folder) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("a.gz").toFile(), "rw")) {
      file.setLength((512L << 20) + 1);
    }
    assertFalse(isPlain("replay", "--input", folder.toString()));
  }

  private static boolean isPlain(String... arguments) {
    List<String> ours = Options.of(List.of(arguments), Map.of()).ours();
    boolean plain = ours.contains("-XX:TieredStopAtLevel=1");
    boolean late = ours.stream().anyMatch(option -> option.startsWith("-XX:Tier4"));
    assertTrue(plain != late, ours.toString());
    return plain;
  }
}
