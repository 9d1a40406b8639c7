package dev.lanner.cql.function;

import dev.lanner.cql.function.aggregate.AggregateFunctions;
import dev.lanner.cql.function.array.ArrayFunctions;
import dev.lanner.cql.function.encoding.EncodingFunctions;
import dev.lanner.cql.function.event.EventFunctions;
import dev.lanner.cql.function.join.JoinFunctions;
import dev.lanner.cql.function.math.MathFunctions;
import dev.lanner.cql.function.network.NetworkFunctions;
import dev.lanner.cql.function.parsing.ParsingFunctions;
import dev.lanner.cql.function.regex.RegexFunctions;
import dev.lanner.cql.function.sequence.SequenceFunctions;
import dev.lanner.cql.function.text.TextFunctions;
import dev.lanner.cql.function.time.TimeFunctions;
import dev.lanner.cql.function.widget.WidgetFunctions;
import java.util.ArrayList;
import java.util.List;

/** The functions of the product: a list a group, each kept in the package of its group. */
final class StandardFunctions {
  private StandardFunctions() {}

  static List<CqlFunction> all() {
    List<CqlFunction> all = new ArrayList<>();
    all.addAll(AggregateFunctions.all());
    all.addAll(ArrayFunctions.all());
    all.addAll(EncodingFunctions.all());
    all.addAll(EventFunctions.all());
    all.addAll(JoinFunctions.all());
    all.addAll(MathFunctions.all());
    all.addAll(NetworkFunctions.all());
    all.addAll(ParsingFunctions.all());
    all.addAll(RegexFunctions.all());
    all.addAll(SequenceFunctions.all());
    all.addAll(TextFunctions.all());
    all.addAll(TimeFunctions.all());
    all.addAll(WidgetFunctions.all());
    return all;
  }
}
