package dev.lanner.cql.node;

import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** Makes expressions (LANGUAGE 3.4). */
public final class Scalars {
  private Scalars() {}

  /** The same value for every row; null for none. */
  public static Scalar constant(Value value) {
    return new Constant(value);
  }

  /** The text of a field; no value if it is absent. */
  public static Scalar field(int field) {
    return new FieldValue(field);
  }

  /** {@code -x}: no value unless x is a number. */
  public static Scalar negative(Scalar operand) {
    return row -> {
      Value value = operand.eval(row);
      return value != null && value.isNumber() ? Arithmetic.negative(value) : null;
    };
  }

  /**
   * {@code !x}: a boolean negated; true for the number 0 and false for other numbers; else no
   * value.
   */
  public static Scalar not(Scalar operand) {
    return row -> {
      Value value = operand.eval(row);
      if (value == null) {
        return null;
      }
      if (value.isNumber()) {
        return Value.of(value.asDouble() == 0);
      }
      String text = value.text();
      return text.equals("true") ? Value.FALSE : text.equals("false") ? Value.TRUE : null;
    };
  }

  /** {@code + - * / %} of two numbers; no value if one is none, or for a division by zero (U6). */
  public static Scalar arithmetic(char operator, Scalar left, Scalar right) {
    return new Arithmetic(operator, left, right);
  }

  /** {@code < <= > >=} of two numbers; no value if one is none. */
  public static Scalar compared(Comparison comparison, Scalar left, Scalar right) {
    return new Compared(comparison, left, right);
  }

  /**
   * {@code ==}, or {@code !=} if {@code negated}: numbers as numbers, else texts; no value if one
   * has none.
   */
  public static Scalar equal(Scalar left, Scalar right, boolean negated) {
    return new Equal(left, right, negated);
  }

  /** A filter as a value: true or false. What it extracts is undone. */
  public static Scalar condition(Filter filter) {
    return new Condition(filter);
  }
}
