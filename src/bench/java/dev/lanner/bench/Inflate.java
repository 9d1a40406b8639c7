package dev.lanner.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Inflates all files below a folder with the inflater of the JDK and counts the bytes. */
public final class Inflate {
  private Inflate() {}

  /**
   * Runs it.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    byte[] buffer = new byte[128 * 1024];
    long bytes = 0;
    for (Path file : files(Path.of(args[0]))) {
      try (InputStream in =
          new GZIPInputStream(
              new BufferedInputStream(Files.newInputStream(file), buffer.length), 64 * 1024)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          bytes += n;
        }
      }
    }
    System.out.println(bytes);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
    }
  }
}
