package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.time.ParseErrors;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.util.List;

/**
 * Reads a message in the Common Event Format, version 0; what stands before {@code CEF:0} is
 * skipped.
 */
final class ParseCef implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseCEF",
          TRANSFORM,
          PARSING,
          optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
          optional("headerprefix", Parameter.Type.TEXT, "cef."),
          optional("keeplabels", Parameter.Type.BOOLEAN, "false"),
          optional("labelprefix", Parameter.Type.TEXT, "cef.label."),
          optional("prefix", Parameter.Type.TEXT, "cef.ext."));

  private static final String MARK = "CEF:0";

  private static final List<String> HEADER =
      List.of(
          "device.vendor",
          "device.product",
          "device.version",
          "event_class_id",
          "name",
          "severity");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    String headerPrefix = arguments.text("headerprefix");
    String labelPrefix = arguments.text("labelprefix");
    String prefix = arguments.text("prefix");
    boolean keepLabels = arguments.flag("keeplabels");
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          if (text != null) {
            List<String> parts = header(text);
            if (parts == null) {
              ParseErrors.set(row, "`" + SPEC.name() + "` found no message");
            } else {
              row.set(headerPrefix + "version", "0");
              for (int i = 0; i < HEADER.size(); i++) {
                row.set(headerPrefix + HEADER.get(i), parts.get(i));
              }
              Cef.set(row, Cef.pairs(parts.get(HEADER.size())), prefix, labelPrefix, keepLabels);
            }
          }
          out.emit(row);
        };
  }

  private static List<String> header(String text) {
    int mark = text.indexOf(MARK);
    int bar = mark < 0 ? -1 : text.indexOf('|', mark);
    return bar < 0 ? null : Cef.header(text.substring(bar + 1), HEADER.size());
  }
}
