package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.compile.Evaluation;
import dev.lanner.cql.compile.Inputs;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code eval --ndjson}: one request a line, one answer a line, in order (DESIGN section 7). A line
 * that cannot be answered is answered with status {@code error}, and the next line is read.
 */
final class EvalProtocol {
  private final BufferedReader in;
  private final PrintWriter out;

  EvalProtocol(BufferedReader in, PrintWriter out) {
    this.in = in;
    this.out = out;
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

  private static ObjectNode answer(String line) {
    ObjectNode answer = JsonTexts.JSON.createObjectNode();
    try {
      JsonNode request = JsonTexts.JSON.readTree(line);
      answer.set("id", request.get("id"));
      return answer(request, answer);
    } catch (JsonProcessingException notJson) {
      return failed(answer, "error", "not a JSON object: " + notJson.getOriginalMessage());
    } catch (LookupException wrongFile) {
      return failed(answer, "error", wrongFile.getMessage());
    } catch (RuntimeException | StackOverflowError fault) {
      return failed(answer, "error", "internal error: " + fault);
    }
  }

  private static ObjectNode failed(ObjectNode answer, String status, String error) {
    answer.put("status", status);
    answer.putArray("rows");
    answer.put("error", error);
    return answer;
  }

  private static ObjectNode answer(JsonNode request, ObjectNode answer) throws LookupException {
    JsonNode query = request.get("query");
    if (query == null || !query.isTextual()) {
      return failed(answer, "error", "the request has no text `query`");
    }
    FieldTable fields = new FieldTable();
    List<Map<String, String>> events = events(request.path("events"));
    EvalWorld world = world(request, events);
    CompileResult compiled =
        Compiler.compile(
            Parser.parse(query.asText(), Parser.Dialect.SEEDS),
            new CompileOptions(fields, world, FunctionRegistry.standard(), false, true));
    if (compiled.query().isEmpty()) {
      boolean refused = compiled.status() == CompileResult.Status.REFUSED;
      return failed(answer, refused ? "refused" : "error", firstError(compiled.problems()));
    }
    answer.put("status", "ok");
    ArrayNode rows = answer.putArray("rows");
    Evaluation.run(
        compiled.query().get(),
        inputs(fields, events, request.path("views")),
        row -> {
          ObjectNode shown = rows.addObject();
          row.forEach(shown::put);
        });
    return answer;
  }

  private static Inputs inputs(
      FieldTable fields, List<Map<String, String>> events, JsonNode views) {
    return new Inputs() {
      @Override
      public Iterable<? extends Event> events() {
        return over(fields, events);
      }

      @Override
      public Iterable<? extends Event> view(String name) {
        return over(fields, EvalProtocol.events(views.path(name)));
      }
    };
  }

  private static Iterable<Event> over(FieldTable fields, List<Map<String, String>> events) {
    List<Event> all = new ArrayList<>();
    events.forEach(event -> all.add(new MapEvent(fields, event)));
    return all;
  }

  private static String firstError(List<Problem> problems) {
    for (Problem problem : problems) {
      if (problem.severity() == Problem.Severity.ERROR) {
        String hint = problem.hint().isEmpty() ? "" : "; " + problem.hint();
        return problem.code() + ": " + problem.message() + hint;
      }
    }
    return "";
  }

  private static List<Map<String, String>> events(JsonNode list) {
    List<Map<String, String>> events = new ArrayList<>();
    list.forEach(event -> events.add(JsonTexts.flat(event)));
    return events;
  }

  /** Times that the request leaves out are those of the events. */
  private static EvalWorld world(JsonNode request, List<Map<String, String>> events)
      throws LookupException {
    long[] times =
        events.stream()
            .map(event -> event.getOrDefault("@timestamp", ""))
            .filter(text -> text.matches("-?\\d{1,18}"))
            .mapToLong(Long::parseLong)
            .sorted()
            .toArray();
    long first = times.length == 0 ? 0 : times[0];
    long last = times.length == 0 ? 0 : times[times.length - 1];
    long end = request.path("end").asLong(last);
    return new EvalWorld(
        request.path("now").asLong(end),
        request.path("start").asLong(first),
        end,
        Lookups.of(texts(request.path("files"))),
        texts(request.path("saved")),
        parameters(request.path("params")),
        Set.copyOf(names(request.path("views"))),
        request.path("fixtures"));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
    return texts;
  }

  private static Map<String, List<String>> parameters(JsonNode object) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String name : names(object)) {
      List<String> values = new ArrayList<>();
      JsonNode value = object.get(name);
      if (value.isArray()) {
        value.forEach(element -> values.add(element.asText()));
      } else {
        values.add(value.asText());
      }
      parameters.put(name, values);
    }
    return parameters;
  }
}
