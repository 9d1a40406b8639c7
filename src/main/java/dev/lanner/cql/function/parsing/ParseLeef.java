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
import dev.lanner.cql.value.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a message in the Log Event Extended Format, version 1.0 or 2.0; what stands before {@code
 * LEEF:} is skipped. Version 2.0 names the character between the pairs in its header, version 1.0
 * takes {@code delimiter}, a tab unless told.
 */
final class ParseLeef implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "parseLEEF",
              TRANSFORM,
              PARSING,
              optional("delimiter", Parameter.Type.TEXT),
              optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
              optional("headerprefix", Parameter.Type.TEXT, "leef."),
              optional("keeplabels", Parameter.Type.BOOLEAN, "false"),
              optional("labelprefix", Parameter.Type.TEXT, "leef.label"),
              optional("parsetime", Parameter.Type.BOOLEAN, "true"),
              optional("prefix", Parameter.Type.TEXT, "leef.ext."),
              optional("timezone", Parameter.Type.TEXT, "Z"))
          .approximate("does not set @timestamp from devTime: use parseTimestamp() on that field");

  private static final String MARK = "LEEF:";

  private static final List<String> HEADER =
      List.of("device.vendor", "device.product", "device.version", "event_id");

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
    String delimiter = arguments.given("delimiter") ? arguments.text("delimiter") : "\t";
    if (delimiter.length() != 1) {
      arguments.problem("delimiter", "out-of-range", "the delimiter is a single character", "");
      return (Transform) (row, out) -> out.emit(row);
    }
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          if (text != null) {
            Leef message = Leef.parse(text, HEADER.size(), delimiter.charAt(0));
            if (message == null) {
              ParseErrors.set(row, "`" + SPEC.name() + "` found no message");
            } else {
              row.set(headerPrefix + "version", message.version());
              for (int i = 0; i < HEADER.size(); i++) {
                row.set(headerPrefix + HEADER.get(i), message.header().get(i));
              }
              Cef.set(row, message.pairs(), prefix, labelPrefix, keepLabels);
            }
          }
          out.emit(row);
        };
  }

  /** A message taken apart. */
  private record Leef(String version, List<String> header, Map<String, String> pairs) {
    static Leef parse(String text, int headers, char givenDelimiter) {
      int mark = text.indexOf(MARK);
      int bar = mark < 0 ? -1 : text.indexOf('|', mark);
      if (bar < 0) {
        return null;
      }
      String version = text.substring(mark + MARK.length(), bar).strip();
      List<String> parts = Cef.header(text.substring(bar + 1), headers);
      if (parts == null) {
        return null;
      }
      String body = parts.get(headers);
      if (version.equals("0")) {
        return new Leef("1.0", parts, Cef.pairs(body));
      }
      char delimiter = givenDelimiter;
      if (version.equals("2.0")) {
        int end = body.indexOf('|');
        delimiter = end < 0 ? '\t' : delimiter(body.substring(0, end));
        body = body.substring(end + 1);
      }
      return new Leef(version, parts, pairs(body, delimiter));
    }

    /** A character, or its code in hexadecimal behind {@code x} or {@code 0x}. */
    private static char delimiter(String text) {
      String code = text.strip();
      int x = code.startsWith("0x") ? 2 : code.startsWith("x") && code.length() > 1 ? 1 : 0;
      if (x > 0) {
        String digits = code.substring(x);
        boolean hex =
            digits.length() <= 4
                && digits.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
        return hex && !digits.isEmpty() ? (char) Integer.parseInt(digits, 16) : '\t';
      }
      return text.isEmpty() ? '\t' : code.isEmpty() ? text.charAt(0) : code.charAt(0);
    }

    private static Map<String, String> pairs(String body, char delimiter) {
      Map<String, String> pairs = new LinkedHashMap<>();
      int at = 0;
      while (at < body.length() && pairs.size() < Texts.MAX_ELEMENTS) {
        int end = body.indexOf(delimiter, at);
        end = end < 0 ? body.length() : end;
        int sign = body.indexOf('=', at);
        if (sign > at && sign < end) {
          pairs.put(body.substring(at, sign).strip(), body.substring(sign + 1, end).strip());
        }
        at = end + 1;
      }
      return pairs;
    }
  }
}
