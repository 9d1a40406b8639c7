package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

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
import dev.lanner.cql.run.Shareable;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps events whose address lies in a subnet, or in one that a column of a lookup file holds. A
 * missing field, or one that is no address, is in none. Rows of a file that hold no subnet count
 * for nothing.
 */
final class Cidr implements CqlFunction {
  /** What the subnets in a column of a file are known by: queries that name it share them. */
  private record IndexKey(int column) {}

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "cidr",
          FILTER,
          NETWORK,
          optional("column", Parameter.Type.TEXT),
          required("field", Parameter.Type.FIELD).orUnnamed(),
          optional("file", Parameter.Type.TEXT),
          optional("negate", Parameter.Type.BOOLEAN, "false"),
          optional("subnet", Parameter.Type.TEXTS));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    Subnets.Builder builder = new Subnets.Builder();
    Set<String> texts = Set.of();
    if (arguments.given("subnet")) {
      texts = Set.copyOf(arguments.texts("subnet"));
      for (String subnet : arguments.texts("subnet")) {
        if (!builder.add(subnet)) {
          arguments.problem(
              "subnet",
              "invalid-subnet",
              "`" + subnet + "` is no subnet",
              "write an address and the length of its prefix: 10.0.0.0/8");
        }
      }
    }
    Subnets listed = Subnets.NONE;
    if (arguments.given("file")) {
      listed = ofFile(arguments);
    } else if (!arguments.given("subnet")) {
      arguments.problem(
          null,
          "missing-argument",
          "cidr() needs subnets",
          "give `subnet=` or `file=` and `column=`");
    }
    Question asked = new Question(texts, listed, !arguments.flag("negate"));
    return new Within(field, builder.build(), asked);
  }

  /** What is asked: the subnets as written, those of one file, and what to do with them. */
  private record Question(Set<String> written, Subnets ofFile, boolean wanted) {}

  private record Within(int field, Subnets written, Question asked) implements Shareable, Traced {
    @Override
    public boolean test(Row row) {
      String text = row.text(field);
      boolean within = text != null && (written.contains(text) || asked.ofFile.contains(text));
      return within == asked.wanted;
    }

    @Override
    public Optional<Object> question() {
      return Optional.of(asked);
    }

    @Override
    public Requirement trace(Trace trace) {
      return asked.wanted ? trace.origins(field).present() : Requirement.ALWAYS;
    }
  }

  private static Subnets ofFile(Arguments arguments) {
    Optional<Environment.LookupFile> file = arguments.environment().lookup(arguments.text("file"));
    if (file.isEmpty()) {
      arguments.missing(
          "file",
          "unknown-lookup",
          "there is no lookup file `" + arguments.text("file") + "`",
          arguments.environment().lookupRemedy(arguments.text("file")));
      return Subnets.NONE;
    }
    String column = arguments.given("column") ? arguments.text("column") : arguments.text("field");
    int at = file.get().column(column);
    if (at < 0) {
      arguments.problem(
          arguments.given("column") ? "column" : "file",
          "unknown-column",
          "the file has no column `" + column + "`",
          "its columns are " + String.join(", ", file.get().columns()));
      return Subnets.NONE;
    }
    return (Subnets)
        file.get().derived(new IndexKey(at), () -> Subnets.ofColumn(file.get().rows(), at));
  }
}
