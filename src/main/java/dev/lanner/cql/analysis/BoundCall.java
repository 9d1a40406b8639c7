package dev.lanner.cql.analysis;

import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call whose arguments have found their parameters.
 *
 * @param function what is called
 * @param call as written
 * @param given by the name of the parameter, in the order of the call; what was not given is
 *     missing
 * @param rest the arguments a parameter of type ASSIGNMENTS or NAMED_SUBQUERIES takes, in order
 */
public record BoundCall(
    CqlFunction function,
    Expression.Call call,
    Map<String, Given> given,
    List<Expression.Argument> rest) {

  /**
   * What was given for one parameter.
   *
   * @param values the elements of an array, the several unnamed arguments, or the one value
   * @param array whether it was written as an array (or as several)
   */
  public record Given(
      Parameter parameter, List<Expression.Element> values, boolean array, Span span) {
    public Given {
      values = List.copyOf(values);
    }
  }

  public BoundCall {
    given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    rest = List.copyOf(rest);
  }
}
