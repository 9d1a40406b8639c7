package dev.lanner.cql.compile;

import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.node.Comparison;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.node.Scalars;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;
import java.util.List;

/** Compiles expressions (LANGUAGE 3.4). What is none is reported and has no value. */
final class ExpressionCompiler {
  private static final Scalar NO_VALUE = Scalars.constant(null);

  private final Surroundings scope;

  ExpressionCompiler(Surroundings scope) {
    this.scope = scope;
  }

  Scalar compile(Expression expression) {
    if (expression instanceof Expression.Num) {
      return Scalars.constant(number(((Expression.Num) expression).text()));
    }
    if (expression instanceof Expression.Str) {
      return Scalars.constant(Value.of(((Expression.Str) expression).text()));
    }
    if (expression instanceof Expression.Bool) {
      return Scalars.constant(Value.of(((Expression.Bool) expression).value()));
    }
    if (expression instanceof Expression.Field) {
      String name = ((Expression.Field) expression).name();
      return Scalars.field(scope.context().fields().intern(name));
    }
    if (expression instanceof Expression.Param) {
      List<String> values = scope.values((Expression.Param) expression);
      return values.isEmpty() ? NO_VALUE : Scalars.constant(Value.of(values.get(0)));
    }
    if (expression instanceof Expression.Unary) {
      Expression.Unary unary = (Expression.Unary) expression;
      Scalar operand = compile(unary.operand());
      return unary.operator() == '-' ? Scalars.negative(operand) : Scalars.not(operand);
    }
    if (expression instanceof Expression.Binary) {
      return binary((Expression.Binary) expression);
    }
    if (expression instanceof Expression.Call) {
      return call((Expression.Call) expression);
    }
    if (expression instanceof Expression.Condition) {
      Expression.Condition condition = (Expression.Condition) expression;
      return Scalars.condition(condition.filter().accept(new FilterCompiler(scope, false)));
    }
    return notAnExpression(expression);
  }

  /** A number as written; its text is that of the number, not of the writing (U5). */
  private static Value number(String text) {
    return Numbers.isWhole(text) ? Value.of(Long.parseLong(text)) : Value.of(Numbers.parse(text));
  }

  private Scalar binary(Expression.Binary binary) {
    Scalar left = compile(binary.left());
    Scalar right = compile(binary.right());
    switch (binary.operator()) {
      case "==":
        return Scalars.equal(left, right, false);
      case "!=":
        return Scalars.equal(left, right, true);
      case "<", "<=", ">", ">=":
        return Scalars.compared(Comparison.of(binary.operator()), left, right);
      default:
        return Scalars.arithmetic(binary.operator().charAt(0), left, right);
    }
  }

  private Scalar call(Expression.Call call) {
    Called called = new CallCompiler(scope).call(call, null, null);
    if (called == null) {
      return NO_VALUE;
    }
    Node node = called.node();
    if (node instanceof Scalar) {
      return (Scalar) node;
    }
    if (node instanceof Filter) {
      return Scalars.condition((Filter) node);
    }
    if (called.spec().kind() == FunctionSpec.Kind.JOIN && node instanceof Transform) {
      return Scalars.condition(Filters.emits((Transform) node));
    }
    scope.error(
        "not-a-value",
        call.nameSpan(),
        "`" + called.spec().name() + "` has no value that an expression could use",
        "make it a step of its own");
    return NO_VALUE;
  }

  private Scalar notAnExpression(Expression expression) {
    String hint = "";
    if (expression instanceof Expression.Regex) {
      hint = "to search with a regex, write `regex(\"…\", field=…)` or make it a filter";
    } else if (expression instanceof Expression.Word) {
      hint = "put a text in quotes; a field with an odd name is read by `getField(\"…\")`";
    }
    scope.error(
        "not-an-expression",
        expression.span(),
        "`" + scope.shown(expression.span()) + "` is no expression",
        hint);
    return NO_VALUE;
  }
}
