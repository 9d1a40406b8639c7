package dev.lanner.cql.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Keeps the page of functions in the documents as the registry has it; {@code -Dupdate.golden=true}
 * writes it anew.
 */
class FunctionsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/functions.md");

  @Test
  void thePageInTheDocumentsIsThisOne() throws IOException {
    String page = page();
    if (Boolean.getBoolean("update.golden")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page,
        Files.readString(PAGE),
        "write it anew with: ./mvnw test -Dtest=FunctionsPageTest -Dupdate.golden=true");
  }

  private static String page() {
    List<FunctionSpec> all =
        FunctionRegistry.standard().all().stream().map(CqlFunction::spec).toList();
    StringBuilder page = new StringBuilder("# Functions\n\n");
    page.append(
        """
        Made by `FunctionsPageTest`. Exact: the rows that LogScale gives, as far as documented. Approximate: the same in
        kind, the note says what differs. Refused: an error when the query is loaded, the note says why. Streaming: whether
        the function can run in a rule on an unbounded stream, not only over bounded input.

        The parameter in *italics* may be given without its name; required parameters are **bold**.

        """);
    List<String> counts = new ArrayList<>();
    for (FunctionSpec.Support support : FunctionSpec.Support.values()) {
      counts.add(
          all.stream().filter(spec -> spec.support() == support).count() + " " + word(support));
    }
    page.append("In all ").append(String.join(", ", counts)).append(".\n");
    for (FunctionSpec.Group group : FunctionSpec.Group.values()) {
      List<FunctionSpec> listed = all.stream().filter(spec -> spec.group() == group).toList();
      if (!listed.isEmpty()) {
        page.append("\n## ").append(heading(group)).append("\n\n");
        page.append("| name | parameters | support | streaming | note |\n");
        page.append("| --- | --- | --- | --- | --- |\n");
        listed.forEach(spec -> page.append(row(spec)));
      }
    }
    return page.toString();
  }

  private static String row(FunctionSpec spec) {
    return String.format(
            Locale.ROOT,
            "| `%s` | %s | %s | %s | %s |%n",
            spec.name(),
            String.join(", ", spec.parameters().stream().map(FunctionsPageTest::shown).toList()),
            word(spec.support()),
            spec.streaming() ? "yes" : "no",
            spec.note().replace("|", "\\|").replace("\n", " "))
        .replace(System.lineSeparator(), "\n");
  }

  private static String shown(Parameter parameter) {
    String name = parameter.required() ? "**" + parameter.name() + "**" : parameter.name();
    return parameter.unnamed() ? "*" + name + "*" : name;
  }

  private static String heading(FunctionSpec.Group group) {
    return group.name().charAt(0) + word(group).substring(1);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
