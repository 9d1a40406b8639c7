package dev.lanner.cli;

import dev.lanner.cql.syntax.Parser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanner check}: says what is wrong with rules and queries. */
@Command(name = "check", description = "Checks rules and queries.")
final class CheckCommand implements Callable<Integer> {
  @Option(names = "--ndjson")
  private boolean ndjson;

  @Option(names = "--strict")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    if (ndjson) {
      new CheckProtocol(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)),
              strict ? Parser.Dialect.STRICT : Parser.Dialect.SEEDS)
          .run();
    }
    return 0;
  }
}
