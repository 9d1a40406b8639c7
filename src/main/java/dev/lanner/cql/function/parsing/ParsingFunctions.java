package dev.lanner.cql.function.parsing;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class ParsingFunctions {
  private ParsingFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new KvParse(),
        new ParseCef(),
        new ParseCsv(),
        new ParseFixedWidth(),
        new ParseHexString(),
        new ParseJson(),
        new ParseLeef(),
        new ParseUri(),
        new ParseUrl(),
        new ParseXml(),
        PrettyPrint.json(),
        PrettyPrint.xml(),
        new WriteJson());
  }
}
