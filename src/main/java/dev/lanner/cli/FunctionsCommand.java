package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.analysis.Signature;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanner functions}: every function, and how well it is supported. */
@Command(
    name = "functions",
    mixinStandardHelpOptions = true,
    description = {
      "Lists every function of CQL: exact, approximate (and how) or refused (and why).",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  lanner functions", "  lanner functions --json"})
public final class FunctionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON list of all functions and their parameters.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    List<FunctionSpec> functions = new ArrayList<>();
    for (CqlFunction function : FunctionRegistry.standard().all()) {
      functions.add(function.spec());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(functions));
    } else {
      list(functions, out);
    }
    out.flush();
    return 0;
  }

  private static void list(List<FunctionSpec> functions, PrintWriter out) {
    List<FunctionSpec> grouped = new ArrayList<>(functions);
    grouped.sort(Comparator.comparing(FunctionSpec::group));
    FunctionSpec.Group group = null;
    for (FunctionSpec function : grouped) {
      if (function.group() != group) {
        if (group != null) {
          out.println();
        }
        group = function.group();
        out.println(word(group));
      }
      String streams = function.streaming() ? "" : ", bounded input only";
      out.println("  " + Signature.of(function));
      out.println("      " + word(function.support()) + streams);
      if (!function.note().isEmpty()) {
        out.println("      " + function.note());
      }
    }
    out.println();
    for (FunctionSpec.Support support : FunctionSpec.Support.values()) {
      long count = functions.stream().filter(f -> f.support() == support).count();
      out.println(count + " " + word(support));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String json(List<FunctionSpec> functions) throws JsonProcessingException {
    ArrayNode list = JsonTexts.JSON.createArrayNode();
    for (FunctionSpec function : functions) {
      ObjectNode shown = list.addObject();
      shown
          .put("name", function.name())
          .put("kind", word(function.kind()))
          .put("group", word(function.group()))
          .put("support", word(function.support()))
          .put("note", function.note())
          .put("streaming", function.streaming())
          .put("source", function.source());
      ArrayNode parameters = shown.putArray("parameters");
      for (Parameter parameter : function.parameters()) {
        ObjectNode one = parameters.addObject();
        one.put("name", parameter.name())
            .put("type", word(parameter.type()))
            .put("required", parameter.required())
            .put("unnamed", parameter.unnamed())
            .put("default", parameter.fallback());
        ArrayNode choices = one.putArray("choices");
        parameter.choices().forEach(choices::add);
      }
    }
    return JsonTexts.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list);
  }
}
