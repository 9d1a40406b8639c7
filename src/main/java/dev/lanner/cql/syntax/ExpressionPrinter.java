package dev.lanner.cql.syntax;

import java.util.List;

/** Writes expressions and arguments. */
final class ExpressionPrinter {
  private static final int COMPARISON = 1;
  private static final int SUM = 2;
  private static final int PRODUCT = 3;
  private static final int OPERAND = 4;

  private final StringBuilder out;

  ExpressionPrinter(StringBuilder out) {
    this.out = out;
  }

  static String print(Expression expression) {
    StringBuilder out = new StringBuilder();
    new ExpressionPrinter(out).write(expression);
    return out.toString();
  }

  void write(Expression expression) {
    write(expression, COMPARISON);
  }

  /** Writes {@code expression}, in parentheses if it binds less tightly than {@code level}. */
  private void write(Expression expression, int level) {
    if (level(expression) < level) {
      out.append('(');
      writeBare(expression);
      out.append(')');
    } else {
      writeBare(expression);
    }
  }

  private static int level(Expression expression) {
    if (!(expression instanceof Expression.Binary binary)) {
      return OPERAND;
    }
    switch (binary.operator()) {
      case "+", "-":
        return SUM;
      case "*", "/", "%":
        return PRODUCT;
      default:
        return COMPARISON;
    }
  }

  private void writeBare(Expression expression) {
    if (expression instanceof Expression.Num number) {
      out.append(number.text());
    } else if (expression instanceof Expression.Str text) {
      out.append(Quoting.quoted(text.text()));
    } else if (expression instanceof Expression.Bool bool) {
      out.append(bool.value());
    } else if (expression instanceof Expression.Field field) {
      out.append(field.name());
    } else if (expression instanceof Expression.Param param) {
      out.append(Quoting.param(param.name(), param.fallback()));
    } else if (expression instanceof Expression.Regex regex) {
      out.append(Quoting.regex(regex.body(), regex.flags()));
    } else if (expression instanceof Expression.Word word) {
      out.append(word.text());
    } else {
      writeCompound(expression);
    }
  }

  private void writeCompound(Expression expression) {
    if (expression instanceof Expression.Unary unary) {
      unary(unary);
    } else if (expression instanceof Expression.Binary binary) {
      binary(binary);
    } else if (expression instanceof Expression.Array array) {
      elements(array.elements());
    } else if (expression instanceof Expression.Call call) {
      call(call);
    } else if (expression instanceof Expression.Subquery subquery) {
      subquery(subquery);
    } else if (expression instanceof Expression.Condition condition) {
      condition.filter().accept(new StepPrinter(out));
    }
  }

  private void unary(Expression.Unary unary) {
    out.append(unary.operator());
    // `-5` is a number and `-a` can be a word; in parentheses neither is.
    if (unary.operator() == '-' || unary.operand() instanceof Expression.Num) {
      out.append('(');
      writeBare(unary.operand());
      out.append(')');
    } else {
      write(unary.operand(), OPERAND);
    }
  }

  private void binary(Expression.Binary binary) {
    int level = level(binary);
    boolean comparison = level == COMPARISON;
    write(binary.left(), comparison ? SUM : level);
    out.append(' ').append(binary.operator()).append(' ');
    write(binary.right(), level + 1);
  }

  void elements(List<Expression.Element> elements) {
    out.append('[');
    String separator = "";
    for (Expression.Element element : elements) {
      out.append(separator);
      separator = ", ";
      if (element.as() != null) {
        out.append(Quoting.name(element.as().text())).append(" := ");
      }
      write(element.value());
    }
    out.append(']');
  }

  void call(Expression.Call call) {
    out.append(call.name()).append('(');
    String separator = "";
    for (Expression.Argument argument : call.arguments()) {
      out.append(separator);
      separator = ", ";
      if (argument.name() != null) {
        out.append(Quoting.name(argument.name().text())).append('=');
      }
      int start = out.length();
      write(argument.value());
      if (argument.name() != null && out.length() > start && out.charAt(start) == '~') {
        // Without the blank it would be the operator `=~`.
        out.insert(start, ' ');
      }
      for (Expression.Attribute attribute : argument.attributes()) {
        out.append(' ').append(attribute.name().text()).append(": ");
        write(attribute.value());
      }
    }
    out.append(')');
  }

  private void subquery(Expression.Subquery subquery) {
    if (subquery.name() != null) {
      out.append(Quoting.name(subquery.name().text())).append(": ");
    }
    out.append("{ ");
    new StepPrinter(out).inline(subquery.pipeline());
    out.append(" }");
  }
}
