package dev.lanner.cql.function.math;

import static dev.lanner.cql.function.FunctionSpec.Group.MATH;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;

/**
 * The cartesian coordinates of a point given by two angles in degrees and a radius, as {@code
 * as.x}, {@code as.y} and {@code as.z}. The polar angle is measured from the xy-plane.
 */
final class SphericalToCartesian implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "math:spherical2cartesian",
          TRANSFORM,
          MATH,
          as("_spherical2cartesian"),
          required("azimuth", Parameter.Type.FIELD),
          required("polar", Parameter.Type.FIELD),
          optional("radius", Parameter.Type.FIELD, "1.0"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int azimuth = arguments.field("azimuth");
    int polar = arguments.field("polar");
    int radiusField = arguments.field("radius");
    // The page gives a number where it asks for a field: a field of that name counts, else the
    // number.
    double radiusNumber = Numbers.parse(arguments.text("radius"));
    int x = arguments.fields().intern(arguments.text("as") + ".x");
    int y = arguments.fields().intern(arguments.text("as") + ".y");
    int z = arguments.fields().intern(arguments.text("as") + ".z");
    return (Transform)
        (row, out) -> {
          double a = Math.toRadians(NumberField.read(row, azimuth));
          double p = Math.toRadians(NumberField.read(row, polar));
          double r = row.has(radiusField) ? NumberField.read(row, radiusField) : radiusNumber;
          if (!Double.isNaN(a + p + r)) {
            set(row, x, r * StrictMath.cos(p) * StrictMath.cos(a));
            set(row, y, r * StrictMath.cos(p) * StrictMath.sin(a));
            set(row, z, r * StrictMath.sin(p));
          }
          out.emit(row);
        };
  }

  private static void set(Row row, int field, double number) {
    Value value = Value.of(number);
    if (value != null) {
      row.set(field, value.text());
    }
  }
}
