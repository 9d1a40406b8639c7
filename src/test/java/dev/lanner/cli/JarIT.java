package dev.lanner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of the finished jar: what is in it, what is beside it, and that it starts. */
class JarIT {
  private static final Path JAR = Path.of(System.getProperty("lanner.jar"));

  @Test
  void theManifestNamesExactlyTheJarsBesideIt() throws IOException {
    TreeSet<String> named =
        new TreeSet<>(List.of(manifest().getValue(Attributes.Name.CLASS_PATH).split(" ")));
    TreeSet<String> present = new TreeSet<>();
    try (Stream<Path> files = Files.list(JAR.resolveSibling("lib"))) {
      files.forEach(file -> present.add("lib/" + file.getFileName()));
    }
    assertEquals(present, named);
  }

  @Test
  void theManifestStartsTheCommandAndOpensWhatFlinkNeeds() throws IOException {
    Attributes manifest = manifest();
    assertEquals("dev.lanner.launch.Launcher", manifest.getValue(Attributes.Name.MAIN_CLASS));
    assertTrue(List.of(manifest.getValue("Add-Opens").split(" ")).contains("java.base/java.util"));
  }

  @Test
  void itCarriesConnectorsAndLibrariesButNoRuntime() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String carried :
          List.of(
              "dev/lanner/cli/Main.class",
              "org/apache/flink/cep/CEP.class",
              "org/apache/flink/connector/kafka/source/KafkaSource.class",
              "org/apache/flink/connector/base/source/reader/SourceReaderBase.class",
              "org/apache/flink/connector/file/src/FileSource.class",
              "com/fasterxml/jackson/databind/ObjectMapper.class",
              "picocli/CommandLine.class")) {
        assertNotNull(jar.getEntry(carried), carried);
      }
      for (String beside :
          List.of(
              "org/apache/flink/runtime/",
              "org/apache/flink/core/",
              "org/apache/flink/client/",
              "org/apache/flink/shaded/",
              "org/rocksdb/",
              "org/slf4j/",
              "org/apache/logging/")) {
        assertFalse(jar.stream().anyMatch(entry -> entry.getName().startsWith(beside)), beside);
      }
    }
  }

  @Test
  void itTellsItsVersion() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "--version")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals("lanner 0.1.0", output.strip());
    assertEquals(0, process.exitValue());
  }

  /** {@code lanner eval … | head -1}: rows come before the input ends, and nobody complains. */
  @Test
  void itEndsQuietlyWhenNobodyReads() throws Exception {
    Path errors = Files.createTempFile("lanner", ".err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-jar",
                JAR.toString(),
                "eval",
                "--all",
                "--format=ndjson",
                "select(n)")
            .redirectError(errors.toFile())
            .start();
    byte[] event = "{\"n\":\"1\"}\n".getBytes(UTF_8);
    process.getOutputStream().write(event);
    process.getOutputStream().flush();
    byte[] row = process.getInputStream().readNBytes(event.length);
    assertEquals("{\"n\":\"1\"}\n", new String(row, UTF_8));
    process.getInputStream().close();
    try {
      // Fails as soon as the process has ended.
      for (int i = 0; i < 10_000_000; i++) {
        process.getOutputStream().write(event);
      }
    } catch (IOException ended) {
      // As it should.
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(141, process.exitValue());
    assertEquals("", Files.readString(errors));
    Files.delete(errors);
  }

  private static Attributes manifest() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.getManifest().getMainAttributes();
    }
  }
}
