package dev.lanner.events.enrich;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.archive.Archive;
import dev.lanner.events.archive.DataFile;
import dev.lanner.events.archive.LineReader;
import dev.lanner.events.archive.LineReader.Read;
import dev.lanner.events.archive.LookupKind;
import dev.lanner.events.decode.DecodeFailure;
import dev.lanner.events.decode.Decoded;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The names of an archive's hosts and users.
 *
 * @param hosts from {@code fdrv2/aidmaster}
 * @param users from {@code fdrv2/userinfo}
 * @param problems lines and files that could not be read, one sentence each, in order
 */
public record FleetNames(HostNames hosts, UserNames users, List<String> problems)
    implements Serializable {
  /** Knows nobody. */
  public static final FleetNames NONE = new FleetNames(HostNames.NONE, UserNames.NONE, List.of());

  /** What lines of the lookups have beside the fields that each event has. */
  static final List<String> FIELDS = List.of("Time", "_time", "User", "UserSid_readable");

  public FleetNames {
    problems = List.copyOf(problems);
  }

  /**
   * Reads the lookups of an archive.
   *
   * @throws IOException if a file cannot be opened
   */
  public static FleetNames load(Archive archive) throws IOException {
    List<String> problems = new ArrayList<>();
    HostNames.Builder hosts = HostNames.builder();
    for (DataFile file : archive.lookups(LookupKind.AIDMASTER)) {
      read(file, line -> host(line, hosts::add), problems);
    }
    UserNames.Builder users = UserNames.builder();
    for (DataFile file : archive.lookups(LookupKind.USERINFO)) {
      read(file, line -> user(line, users::addSid), problems);
    }
    return new FleetNames(hosts.build(), users.build(), problems);
  }

  private static void read(DataFile file, Consumer<FdrEvent> add, List<String> problems)
      throws IOException {
    FieldTable fields = new FieldTable();
    FIELDS.forEach(fields::intern);
    FdrDecoder decoder = FdrDecoder.withoutTime(fields);
    try (LineReader lines = LineReader.open(file)) {
      for (Read read = lines.next(); read != Read.END; read = lines.next()) {
        switch (read) {
          case LINE -> {
            Decoded line = decoder.decode(lines.buffer(), lines.offset(), lines.length());
            if (line instanceof FdrEvent event) {
              add.accept(event);
            } else {
              problems.add(lines.location() + ": " + ((DecodeFailure) line).message());
            }
          }
          case TOO_LONG -> problems.add(lines.location() + ": the line is too long");
          case CUT -> problems.add(lines.cut().message());
          case END -> throw new IllegalStateException("the loop ends before");
        }
      }
    }
  }

  /** Where the name behind an id at some time goes. */
  @FunctionalInterface
  interface Taker {
    void take(String cid, String id, String name, long millis);
  }

  /** What a line of {@code aidmaster} says. */
  static void host(FdrEvent line, Taker hosts) {
    hosts.take(line.text("cid"), line.text("aid"), line.text("ComputerName"), millis(line, "Time"));
  }

  /** What a line of {@code userinfo} says. */
  static void user(FdrEvent line, Taker users) {
    String name = line.text("UserName");
    if (name == null || name.isEmpty()) {
      String qualified = line.text("User");
      name = qualified == null ? null : qualified.replace("\\\\", "\\");
    }
    users.take(line.text("cid"), line.text("UserSid_readable"), name, millis(line, "_time"));
  }

  private static long millis(FdrEvent line, String field) {
    return line.secondsField(field).orElse(0);
  }
}
