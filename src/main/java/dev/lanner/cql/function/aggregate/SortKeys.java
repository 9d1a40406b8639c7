package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.RowOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The parameters {@code order}, {@code type} and {@code reverse} of {@code sort} and {@code table}.
 */
final class SortKeys {
  private SortKeys() {}

  /** How a call sorts by the fields of those names. */
  static List<RowOrder.Key> of(Arguments arguments, List<String> names) {
    List<String> orders = perField(arguments, "order", names.size());
    List<String> types = perField(arguments, "type", names.size());
    List<RowOrder.Key> keys = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      // `reverse` is what `order` was called once: true for descending.
      boolean descending =
          arguments.given("reverse") && !arguments.given("order")
              ? arguments.flag("reverse")
              : orders.get(i).equals("desc");
      RowOrder.Type type =
          switch (types.get(i)) {
            case "hex" -> RowOrder.Type.HEX;
            case "string" -> RowOrder.Type.STRING;
            default -> RowOrder.Type.NUMBER;
          };
      keys.add(new RowOrder.Key(arguments.fields().intern(names.get(i)), descending, type));
    }
    return keys;
  }

  /** One word for all fields, or one a field. */
  private static List<String> perField(Arguments arguments, String parameter, int fields) {
    List<String> words =
        arguments.texts(parameter).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    if (words.size() == fields) {
      return words;
    }
    if (words.size() != 1) {
      arguments.problem(
          parameter,
          "bad-argument",
          "`"
              + parameter
              + "` has "
              + words.size()
              + " values, but there are "
              + fields
              + " fields",
          "give one value, or one for each field");
    }
    return Collections.nCopies(fields, words.isEmpty() ? "" : words.get(0));
  }
}
