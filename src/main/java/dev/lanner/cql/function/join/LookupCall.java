package dev.lanner.cql.function.join;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.join.Lookup.Mode;
import dev.lanner.cql.run.Environment.LookupFile;
import java.util.List;
import java.util.Optional;

/**
 * The parameters {@code match} and its relatives share.
 *
 * @param lookup loaded already if it is a file
 * @param table the table to load it from when the search begins, if it is one
 */
record LookupCall(Lookup lookup, Optional<LookupFile> table) {

  /** Reads the arguments; empty, with a problem reported, if the file is not at hand or unfit. */
  static Optional<LookupCall> bind(Arguments arguments, Mode mode) {
    if (!arguments.given("file") && !arguments.given("table")) {
      arguments.problem(
          null, "missing-argument", "a lookup needs a file or a table", "write file=\"name.csv\"");
      return Optional.empty();
    }
    String parameter = arguments.given("table") ? "table" : "file";
    String name = arguments.text(parameter);
    List<String> fields = arguments.texts("field");
    List<String> columns = arguments.given("column") ? arguments.texts("column") : fields;
    if (columns.size() != fields.size()) {
      arguments.problem(
          "column",
          "bad-argument",
          "there are " + fields.size() + " fields, but " + columns.size() + " columns",
          "name one column for each field");
      return Optional.empty();
    }
    if (mode == Mode.CIDR && fields.size() > 1) {
      arguments.problem(
          "mode",
          "unsupported-argument",
          "`mode=cidr` takes one field",
          "look the other fields up in a match() of their own");
      return Optional.empty();
    }
    Lookup lookup =
        new Lookup(
            fields.stream().mapToInt(arguments.fields()::intern).toArray(),
            fields,
            columns,
            mode,
            arguments.flag("ignoreCase"),
            include(arguments));
    Optional<LookupFile> table = arguments.table(name);
    if (table.isPresent()) {
      return Optional.of(new LookupCall(lookup, table));
    }
    Optional<LookupFile> file = arguments.environment().lookup(name);
    if (file.isEmpty()) {
      arguments.missing(
          parameter,
          "unknown-lookup",
          "there is no lookup file `" + name + "`",
          arguments.environment().lookupRemedy(name));
      return Optional.empty();
    }
    if (!fits(arguments, file.get(), name, columns, mode)) {
      return Optional.empty();
    }
    lookup.load(file.get());
    return Optional.of(new LookupCall(lookup, Optional.empty()));
  }

  private static List<String> include(Arguments arguments) {
    if (!arguments.given("include")) {
      return null;
    }
    List<String> names = arguments.texts("include");
    return names.contains("*") ? null : names;
  }

  private static boolean fits(
      Arguments arguments, LookupFile file, String name, List<String> columns, Mode mode) {
    boolean fits = true;
    for (String column : columns) {
      if (file.column(column) < 0) {
        arguments.problem(
            arguments.given("column") ? "column" : "field",
            "unknown-column",
            "lookup file `" + name + "` has no column `" + column + "`",
            "it has " + String.join(", ", file.columns()));
        fits = false;
      }
    }
    if (arguments.given("include")) {
      for (String column : arguments.texts("include")) {
        if (!column.equals("*") && !file.columns().contains(column)) {
          arguments.problem(
              "include",
              "unknown-column",
              "lookup file `" + name + "` has no column `" + column + "`",
              "it has " + String.join(", ", file.columns()));
          fits = false;
        }
      }
    }
    if (mode == Mode.GLOB && file.rows().size() > GlobIndex.MAX_ROWS) {
      arguments.problem(
          "mode",
          "too-many-rows",
          "lookup file `" + name + "` has " + file.rows().size() + " rows",
          "as patterns it may have " + GlobIndex.MAX_ROWS);
      fits = false;
    }
    return fits;
  }
}
