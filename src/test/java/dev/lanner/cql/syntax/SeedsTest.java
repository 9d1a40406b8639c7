package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four published queries, unchanged. */
class SeedsTest {
  @ParameterizedTest
  @ValueSource(strings = {"T1046", "T1590.005", "T1595", "T1596.005"})
  void areReadWithNothingWorseThanInfos(String name) throws IOException {
    Query query =
        Parser.parse(
            Files.readString(Shared.require("seeds/" + name + ".cql")), Parser.Dialect.SEEDS);
    assertTrue(
        query.problems().stream().allMatch(p -> p.severity() == Problem.Severity.INFO),
        () -> Reads.problems(query));
    Reads.fixedPoint(query);
  }

  @ParameterizedTest
  @CsvSource({
    "T1046,CrowdStrike LogScale (Falcon) query detecting T1046: it's (roughly) this",
    "T1590.005,medium severity medium confidence",
    "T1595,high severity",
    "T1596.005,medium severity; high confidence"
  })
  void proseBehindTheQueryIsOneErrorThatSaysWhatToDo(String name, String prose) throws IOException {
    Path file = Shared.require("seeds/" + name + ".cql");
    Query query =
        Parser.parse(
            Files.readString(file).strip() + " " + prose + "\n\nData Sources\n- x/y",
            Parser.Dialect.SEEDS);
    assertEquals(
        1,
        query.problems().stream().filter(p -> p.severity() == Problem.Severity.ERROR).count(),
        () -> Reads.problems(query));
    assertTrue(
        query.problems().stream().anyMatch(p -> p.code().equals("free-text-after-aggregate")));
  }
}
