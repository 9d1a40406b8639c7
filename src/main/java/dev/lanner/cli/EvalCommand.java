package dev.lanner.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanner eval}: runs one query over events and prints its rows. */
@Command(name = "eval", description = "Runs a query over events and prints its rows.")
final class EvalCommand implements Callable<Integer> {
  @Option(names = "--ndjson")
  private boolean ndjson;

  @Override
  public Integer call() throws IOException {
    if (ndjson) {
      new EvalProtocol(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)))
          .run();
    }
    return 0;
  }
}
