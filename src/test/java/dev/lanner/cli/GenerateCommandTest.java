package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {

  @TempDir private Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theNamedScenariosAreInjectedInCatalogueOrder() throws Exception {
    Path folder = temporary.resolve("archive");

    assertEquals(
        0, run("--output", folder.toString(), "--events", "0", "--inject", "N-1595-b,P-1046-1x"));

    assertEquals("", err.toString());
    assertTrue(out.toString().startsWith(folder + ": "), "says where and how much: " + out);
    List<String> ids = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("injected.ndjson"))) {
      ids.add(new ObjectMapper().readTree(line).path("id").asText());
    }
    assertEquals(List.of("P-1046-1x", "N-1595-b"), ids);
  }

  @Test
  void anUnknownScenarioIsBadInputAndWritesNothing() {
    Path folder = temporary.resolve("archive");

    assertEquals(3, run("--output", folder.toString(), "--inject", "P-1046-1x,P-9,Q"));

    assertEquals(
        "generate: there is no scenario `P-9`, `Q`; ids look like P-1595-1t",
        err.toString().strip());
    assertTrue(Files.notExists(folder));
  }

  @Test
  void aFolderWithSomethingElseIsBadInput() throws Exception {
    Files.writeString(temporary.resolve("notes.txt"), "mine");

    assertEquals(3, run("--output", temporary.toString(), "--events", "1"));

    assertEquals(
        "generate: "
            + temporary
            + " holds something else than a generated archive; name an empty folder",
        err.toString().strip());
  }

  @Test
  void aFleetWithoutHostsIsBadInput() {
    assertEquals(3, run("--output", temporary.resolve("archive").toString(), "--hosts", "0"));

    assertEquals("generate: the number of hosts is at least 1, not 0", err.toString().strip());
  }

  private int run(String... args) {
    CommandLine command = new CommandLine(new GenerateCommand());
    command.setParameterExceptionHandler(Main.commandLine().getParameterExceptionHandler());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(args);
  }
}
