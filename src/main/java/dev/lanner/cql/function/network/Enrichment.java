package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;
import java.util.List;
import java.util.Map;

/**
 * Functions that add what an outside database knows of a field's text as fields {@code as.x}, or
 * {@code field.x} without {@code as}. Missing field, or nothing known: nothing is set. Without the
 * database the query does not run.
 */
final class Enrichment implements CqlFunction {
  private static final String DEFAULT_FIELD = "ip";

  private final FunctionSpec spec;
  private final String database;
  private final List<String> facts;

  private Enrichment(String name, String database, List<String> facts) {
    this.spec =
        FunctionSpec.exact(
                name,
                TRANSFORM,
                NETWORK,
                optional("as", Parameter.Type.OUTPUT),
                optional("field", Parameter.Type.FIELD, DEFAULT_FIELD).orUnnamed())
            .approximate("knows what the database you bring knows; LogScale has one of its own");
    this.database = database;
    this.facts = facts;
  }

  static Enrichment ipLocation() {
    return new Enrichment("ipLocation", "geo", List.of("country", "city", "lat", "lon"));
  }

  static Enrichment asn() {
    return new Enrichment("asn", "asn", List.of("asn", "org"));
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    String prefix = arguments.text(arguments.given("as") ? "as" : "field") + ".";
    int[] outputs =
        facts.stream().mapToInt(fact -> arguments.fields().intern(prefix + fact)).toArray();
    Environment.Database known = Databases.find(arguments, database);
    return new Adding(field, known, outputs, facts);
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Adding(int field, Environment.Database known, int[] outputs, List<String> facts)
      implements Transform, Traced {
    @Override
    public void process(Row row, Output out) {
      String text = row.text(field);
      Map<String, String> found = text == null ? null : known.find("", text);
      for (int i = 0; found != null && i < outputs.length; i++) {
        row.set(outputs[i], found.get(facts.get(i)));
      }
      out.emit(row);
    }

    @Override
    public Requirement trace(Trace trace) {
      for (int output : outputs) {
        trace.change(output);
      }
      return Requirement.ALWAYS;
    }
  }
}
