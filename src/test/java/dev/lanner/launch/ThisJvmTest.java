package dev.lanner.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThisJvmTest {
  @Test
  void theJarIsWhatJavaWasTold() {
    Path jar = Path.of("target", "lanner.jar");
    assertEquals(
        Optional.of(jar.toAbsolutePath()), ThisJvm.jar(jar.toString(), jar + " replay --input a"));
    assertEquals(Optional.of(jar.toAbsolutePath()), ThisJvm.jar(jar.toString(), jar.toString()));
  }

  /** {@code flink run} calls the main class inside its own JVM. */
  @Test
  void aMainClassIsNoJar() {
    String flink = "org.apache.flink.client.cli.CliFrontend run lanner.jar replay";
    assertEquals(
        Optional.empty(),
        ThisJvm.jar("lib/a.jar" + File.pathSeparator + "lib/flink-dist.jar", flink));
    assertEquals(Optional.empty(), ThisJvm.jar("lib/flink-dist.jar", flink));
    assertEquals(Optional.empty(), ThisJvm.jar("lanner.jar", "dev.lanner.cli.Main replay"));
    assertEquals(Optional.empty(), ThisJvm.jar("", null));
  }

  @Test
  void theFirstArgumentTellsWhetherThereAreOptions() {
    assertEquals("-jar", ThisJvm.firstArgument("java\0-jar\0a b.jar\0replay\0".getBytes(UTF_8)));
    assertEquals("-Xmx1g", ThisJvm.firstArgument("java\0-Xmx1g\0-jar\0a.jar\0".getBytes(UTF_8)));
    assertEquals("", ThisJvm.firstArgument("java\0".getBytes(UTF_8)));
  }
}
