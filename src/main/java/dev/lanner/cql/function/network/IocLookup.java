package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.array.ArrayField;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks fields up in a database of indicators of compromise. A row with an indicator gets {@code
 * ioc.detected} and, for each of its fields that has one, {@code ioc[i].indicator} and so on. With
 * {@code strict=true} only such rows pass. Addresses are compared as addresses, domains and URLs
 * without regard to case.
 */
final class IocLookup implements CqlFunction {
  private static final List<String> COLUMNS =
      List.of(
          "indicator", "labels", "last_updated", "malicious_confidence", "published_date", "type");

  private static final List<String> CONFIDENCE = List.of("unverified", "low", "medium", "high");

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "ioc:lookup",
              FILTER,
              NETWORK,
              optional("confidenceThreshold", Parameter.Type.TEXT, "high")
                  .oneOf("unverified", "low", "medium", "high"),
              required("field", Parameter.Type.FIELDS).orUnnamed(),
              optional("include", Parameter.Type.TEXTS)
                  .oneOf(
                      "indicator",
                      "labels",
                      "last_updated",
                      "malicious_confidence",
                      "published_date",
                      "type"),
              optional("prefix", Parameter.Type.TEXT, "ioc"),
              optional("strict", Parameter.Type.BOOLEAN, "false"),
              required("type", Parameter.Type.TEXT).oneOf("domain", "ip_address", "url"))
          .approximate("knows the indicators of a database you bring, not those of CrowdStrike");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] fields = arguments.fieldIds("field");
    String type = arguments.text("type");
    int threshold = CONFIDENCE.indexOf(arguments.text("confidenceThreshold"));
    List<String> include = arguments.given("include") ? arguments.texts("include") : COLUMNS;
    boolean strict = arguments.flag("strict");
    String prefix = arguments.text("prefix");
    Environment.Database database = Databases.find(arguments, "ioc");
    ArrayField array = ArrayField.of(prefix);
    int detected = arguments.fields().intern(prefix + ".detected");
    return (Filter)
        row -> {
          int found = 0;
          for (int field : fields) {
            Map<String, String> indicator = find(database, type, row.text(field));
            if (indicator != null && confidence(indicator) >= threshold) {
              for (String column : include) {
                row.set(array.elementName(found) + "." + column, indicator.get(column));
              }
              found++;
            }
          }
          if (found > 0) {
            row.set(detected, "true");
          }
          return found > 0 || !strict;
        };
  }

  private static int confidence(Map<String, String> indicator) {
    return CONFIDENCE.indexOf(indicator.getOrDefault("malicious_confidence", CONFIDENCE.get(0)));
  }

  private static Map<String, String> find(Environment.Database database, String type, String text) {
    if (text == null) {
      return null;
    }
    Map<String, String> asWritten = database.find(type, text);
    if (asWritten != null) {
      return asWritten;
    }
    String other =
        type.equals("ip_address") ? IpAddress.canonical(text) : text.toLowerCase(Locale.ROOT);
    return other == null || other.equals(text) ? null : database.find(type, other);
  }
}
