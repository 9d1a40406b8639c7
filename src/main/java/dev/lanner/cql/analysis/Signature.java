package dev.lanner.cql.analysis;

import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Writes how a function is called: {@code in(field, values=…, [ignoreCase=…])}. */
public final class Signature {
  private Signature() {}

  /** The unnamed parameter first, then required ones, then optional ones in brackets. */
  public static String of(FunctionSpec spec) {
    List<String> unnamed = new ArrayList<>();
    List<String> required = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    for (Parameter parameter : spec.parameters()) {
      String shown = parameter.unnamed() ? parameter.name() : parameter.name() + "=…";
      if (!parameter.required()) {
        optional.add("[" + shown + "]");
      } else if (parameter.unnamed()) {
        unnamed.add(shown);
      } else {
        required.add(shown);
      }
    }
    unnamed.addAll(required);
    unnamed.addAll(optional);
    return spec.name() + "(" + String.join(", ", unnamed) + ")";
  }
}
