package dev.lanner.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * An archive made of random events that a handful of rules finds something in; the seed decides.
 */
final class TestArchive {
  /** Start of the archive: 2025-11-01T00:00:00Z. */
  static final long START = 1_761_955_200_000L;

  private static final String[] ADDRESSES = {
    "198.51.100.4", "198.51.100.9", "203.0.113.7", "10.0.0.5", "192.0.2.77"
  };
  private static final String[] IMAGES = {
    "/usr/bin/nmap", "/usr/bin/curl", "/opt/google/chrome", "/bin/bash"
  };
  private static final String[] DOMAINS = {"api.shodan.io", "example.com", "search.censys.io"};

  private final Random random;
  private final List<Timed> lines = new ArrayList<>();

  private record Timed(long time, String line) {}

  /** {@code events} events over {@code minutes} minutes. */
  TestArchive(long seed, int events, int minutes) {
    random = new Random(seed);
    for (int i = 0; i < events; i++) {
      long time = START + (long) (random.nextDouble() * minutes * 60_000);
      lines.add(new Timed(time, event(i, time)));
    }
    lines.sort(Comparator.comparingLong(Timed::time).thenComparing(Timed::line));
  }

  private String event(int number, long time) {
    int host = random.nextInt(6);
    String process = Integer.toString(random.nextInt(4));
    String type;
    String fields;
    switch (random.nextInt(3)) {
      case 0 -> {
        type = "ProcessRollup2";
        fields =
            field("ImageFileName", pick(IMAGES))
                + field("TargetProcessId", process)
                + field("CommandLine", "tool -p " + random.nextInt(100))
                + field("ProcessStartTime", seconds(time - random.nextInt(3000)));
      }
      case 1 -> {
        type = "DnsRequest";
        fields =
            field("DomainName", pick(DOMAINS))
                + field("ContextProcessId", process)
                + field("ContextTimeStamp", seconds(time - random.nextInt(60_000)));
      }
      default -> {
        type = "NetworkConnectIP4";
        fields =
            field("RemoteAddressIP4", pick(ADDRESSES))
                + field("RemotePort", Integer.toString(random.nextInt(60)))
                + field("ContextProcessId", process);
      }
    }
    return "{"
        + field("event_simpleName", type)
        + fields
        + field("ComputerName", "HOST-" + host)
        + field("aid", "aid" + host)
        + field("cid", "cid1")
        + field("id", "id-" + number)
        + "\"timestamp\":\""
        + time
        + "\"}";
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }

  private String pick(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static String field(String name, String text) {
    return "\"" + name + "\":\"" + text + "\",";
  }

  /** How many events there are, duplicates not counted. */
  int size() {
    return lines.size();
  }

  /**
   * Writes the events to files of about equal spans of time that overlap, inside each at most
   * {@code disorderMillis} out of order, and {@code duplicates} of them twice.
   */
  void write(Path folder, int files, long disorderMillis, int duplicates) throws IOException {
    List<List<Timed>> contents = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      contents.add(new ArrayList<>());
    }
    for (int i = 0; i < lines.size(); i++) {
      int file = Math.min(files - 1, i * files / lines.size() + random.nextInt(2));
      contents.get(file).add(lines.get(i));
    }
    for (int i = 0; i < duplicates; i++) {
      int at = random.nextInt(lines.size());
      contents.get(Math.min(files - 1, at * files / lines.size())).add(lines.get(at));
    }
    for (int i = 0; i < files; i++) {
      List<Timed> content = contents.get(i);
      List<Timed> shuffled = new ArrayList<>();
      for (Timed line : content) {
        shuffled.add(new Timed(line.time + random.nextLong(disorderMillis), line.line));
      }
      shuffled.sort(Comparator.comparingLong(Timed::time));
      // Names do not tell the order of time.
      String name = String.format(Locale.ROOT, "data/batch-%02d/part-0.gz", i * 3 % files);
      gz(folder.resolve(name), shuffled.stream().map(Timed::line).toList());
    }
  }

  /** Writes lines to a compressed file. */
  static void gz(Path file, Collection<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (String line : lines) {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
  }
}
