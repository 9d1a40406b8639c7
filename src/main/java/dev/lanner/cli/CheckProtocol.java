package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.lint.Lints;
import dev.lanner.cql.lint.Setting;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Query;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.SourceProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code check --ndjson}: one query a line, one verdict a line, in order (DESIGN section 7). */
final class CheckProtocol {
  private final BufferedReader in;
  private final PrintWriter out;
  private final Parser.Dialect dialect;

  CheckProtocol(BufferedReader in, PrintWriter out, Parser.Dialect dialect) {
    this.in = in;
    this.out = out;
    this.dialect = dialect;
  }

  void run() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.println(JsonTexts.JSON.writeValueAsString(answer(line)));
        if (out.checkError()) {
          throw new BrokenPipeException();
        }
      }
    }
  }

  private ObjectNode answer(String line) {
    ObjectNode answer = JsonTexts.JSON.createObjectNode();
    try {
      JsonNode request = JsonTexts.JSON.readTree(line);
      answer.set("id", request.get("id"));
      JsonNode query = request.get("query");
      if (query == null || !query.isTextual()) {
        return failed(answer, "bad-request", "the request has no text `query`");
      }
      return verdict(query.asText(), answer);
    } catch (JsonProcessingException notJson) {
      return failed(answer, "bad-request", "not a JSON object: " + notJson.getOriginalMessage());
    } catch (RuntimeException | StackOverflowError fault) {
      return failed(answer, "internal-error", fault.toString());
    }
  }

  private static ObjectNode failed(ObjectNode answer, String code, String message) {
    answer.put("status", "error").put("streaming", "refused");
    ObjectNode problem = answer.putArray("problems").addObject();
    problem.put("code", code).put("severity", "error").put("line", 1).put("column", 1);
    problem.put("message", message).put("hint", "");
    answer.putArray("functions");
    return answer.put("canonical", "");
  }

  private ObjectNode verdict(String text, ObjectNode answer) {
    EvalWorld world =
        new EvalWorld(
            0, 0, 0, Lookups.NONE, Map.of(), Map.of(), Set.of(), JsonTexts.JSON.createObjectNode());
    Query query = Parser.parse(text, dialect);
    CompileResult result =
        Compiler.compile(
            query,
            new CompileOptions(new FieldTable(), world, FunctionRegistry.standard(), false, false));
    answer.put("status", result.status().name().toLowerCase(Locale.ROOT));
    answer.put("streaming", result.streaming() ? "ok" : "refused");
    ArrayNode problems = answer.putArray("problems");
    List<Problem> found = Lints.with(result.problems(), query, Setting.SEARCH);
    for (SourceProblem problem : SourceProblem.of("query", text, found)) {
      problems
          .addObject()
          .put("code", problem.code())
          .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
          .put("line", problem.line())
          .put("column", problem.column())
          .put("message", problem.message())
          .put("hint", problem.hint());
    }
    ArrayNode functions = answer.putArray("functions");
    result.functions().forEach(functions::add);
    return answer.put("canonical", result.canonical());
  }
}
