package dev.lanner.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void aReplayGetsASmallYoungGeneration() {
    assertTrue(Options.of("replay", Map.of()).ours().contains("-Xmn128m"));
    assertFalse(Options.of("detect", Map.of()).ours().contains("-Xmn128m"));
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
    List<String> ours = Options.of("replay", Map.of(variable, options)).ours();
    assertTrue(
        ours.stream().noneMatch(option -> option.startsWith("-Xm") || option.endsWith("GC")),
        ours.toString());
  }

  @Test
  void otherOptionsStandBesideOurs() {
    Options options = Options.of("replay", Map.of("LANNER_OPTS", " -Da=b\t-Xlog:gc "));
    assertEquals(List.of("-Da=b", "-Xlog:gc"), options.users());
    assertTrue(options.ours().contains("-Xmn128m"));
  }

  @Test
  void onlyWhatRunsAJobStartsFlink() {
    assertTrue(Options.of("replay", Map.of()).startsFlink());
    assertTrue(Options.of("detect", Map.of()).startsFlink());
    assertTrue(Options.of("backfill", Map.of()).startsFlink());
    assertFalse(Options.of("eval", Map.of()).startsFlink());
    assertFalse(Options.of("", Map.of()).startsFlink());
  }
}
