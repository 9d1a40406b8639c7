package dev.lanner.cql.syntax;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;

/** A tree as text without places and raw sources, to compare two trees by. */
final class Shape {
  private Shape() {}

  static String of(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(Shape::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (!(node instanceof Record)) {
      return node instanceof String ? "'" + node + "'" : String.valueOf(node);
    }
    StringBuilder out = new StringBuilder(node.getClass().getSimpleName()).append('(');
    String separator = "";
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      boolean source = component.getName().equals("source") && node instanceof Expression.Argument;
      if (component.getType() != Span.class && !source) {
        out.append(separator).append(of(value(node, component)));
        separator = ", ";
      }
    }
    return out.append(')').toString();
  }

  private static Object value(Object node, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record shows its components", e);
    }
  }
}
