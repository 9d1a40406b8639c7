package dev.lanner.cql.function.math;

import dev.lanner.cql.function.CqlFunction;
import java.util.ArrayList;
import java.util.List;

/** The functions of this package. */
public final class MathFunctions {
  private MathFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    List<CqlFunction> all = new ArrayList<>(NumberFunction.all());
    all.add(new Arctan2());
    all.add(new ExtractFlags());
    all.add(new ExtractFlagsAsArray());
    all.add(new ExtractFlagsAsString());
    all.add(new Mod());
    all.add(new ParseInt());
    all.add(new Pow());
    all.add(new Round());
    all.add(new SphericalToCartesian());
    all.add(new UnitConvert());
    return all;
  }
}
