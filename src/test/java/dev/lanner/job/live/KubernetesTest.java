package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.lanner.cli.CommandLineRun;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped for Kubernetes fits the build and the command line. */
class KubernetesTest {
  private static final Path FOLDER = Path.of("conf", "kubernetes");

  @TempDir Path folder;

  private static JsonNode document(String kind) throws IOException {
    YAMLMapper mapper = new YAMLMapper();
    try (var all =
        mapper
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(FOLDER.resolve("flinkdeployment.yaml").toFile())) {
      while (all.hasNext()) {
        JsonNode one = all.next();
        if (one.path("kind").asText().equals(kind)) {
          return one;
        }
      }
    }
    throw new AssertionError("no " + kind);
  }

  private static JsonNode spec() throws IOException {
    return document("FlinkDeployment").path("spec");
  }

  /** What the build says. */
  private static String pom(String expression) throws IOException {
    Matcher found = Pattern.compile(expression).matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(found.find(), expression);
    return found.group(1);
  }

  private static String flink() throws IOException {
    return pom("<flink.version>([^<]+)</flink.version>");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @Test
  void versionsAreThoseOfTheBuild() throws IOException {
    String[] parts = flink().split("\\.");
    assertEquals(
        "flink.apache.org/v1beta1", document("FlinkDeployment").path("apiVersion").asText());
    assertEquals("v" + parts[0] + "_" + parts[1], spec().path("flinkVersion").asText());
    String version = pom("<artifactId>lanner</artifactId>\\s*<version>([^<]+)</version>");
    assertTrue(spec().path("image").asText().endsWith("/lanner:" + version));
    String image = Files.readString(FOLDER.resolve("Dockerfile"));
    assertTrue(image.contains("\nFROM flink:" + flink() + "-java17\n"), image);
    assertTrue(image.contains("/lanner:" + version + " "), image);
    JsonNode container = spec().path("podTemplate").path("spec").path("containers").get(0);
    assertEquals(
        "flink-s3-fs-presto-" + flink() + ".jar",
        container.path("env").get(0).path("value").asText());
  }

  @Test
  void whatTheImageCopiesIsThere() throws IOException {
    for (String line : Files.readAllLines(FOLDER.resolve("Dockerfile"))) {
      if (line.startsWith("COPY ") && !line.contains("target/")) {
        assertTrue(Files.exists(Path.of(line.split(" ")[1])), line);
      }
    }
  }

  @Test
  void theEntryClassHasAMainMethodAndIsThatOfTheJar() throws Exception {
    String entry = spec().path("job").path("entryClass").asText();
    assertEquals(pom("<mainClass>([^<]+)</mainClass>"), entry);
    assertTrue(
        Modifier.isStatic(Class.forName(entry).getMethod("main", String[].class).getModifiers()));
  }

  @Test
  void theJobFileIsFineAndTheArgumentsNameIt() throws IOException {
    List<String> arguments = texts(spec().path("job").path("args"));
    assertEquals(List.of("detect", "/opt/flink/job/detect.yaml"), arguments);
    JsonNode data = document("ConfigMap").path("data");
    JsonNode mount =
        spec().path("podTemplate").path("spec").path("containers").get(0).path("volumeMounts");
    assertEquals("/opt/flink/job", mount.get(0).path("mountPath").asText());
    Path properties = folder.resolve("kafka.properties");
    Files.writeString(properties, data.path("kafka.properties").asText());
    String job =
        data.path("detect.yaml")
            .asText()
            .replace("/opt/flink/job/kafka.properties", properties.toString());
    LiveSettings settings = LiveFile.read(Files.writeString(folder.resolve("detect.yaml"), job));
    assertEquals(
        settings.name(), document("FlinkDeployment").path("metadata").path("name").asText());
    assertEquals(settings.parallelism(), spec().path("job").path("parallelism").asInt());
    assertTrue(
        settings.kafka().properties().get("sasl.jaas.config").contains("${env:KAFKA_PASSWORD}"));
  }

  @Test
  void theProbeIsACommandThatThereIs() throws IOException {
    JsonNode container =
        spec().path("taskManager").path("podTemplate").path("spec").path("containers").get(0);
    List<String> command = texts(container.path("readinessProbe").path("exec").path("command"));
    String name = document("FlinkDeployment").path("metadata").path("name").asText();
    int jar = command.indexOf("/opt/flink/usrlib/lanner.jar");
    List<String> arguments = command.subList(jar + 1, command.size());
    assertEquals("http://" + name + "-rest:8081", arguments.get(1));
    // Nobody answers there: not ready, and not a wrong command line.
    List<String> here = new ArrayList<>(arguments);
    here.set(1, "http://127.0.0.1:1");
    assertEquals(1, CommandLineRun.of(here.toArray(String[]::new)).code());
  }

  @Test
  void noSecretIsWrittenDown() throws IOException {
    String text = Files.readString(FOLDER.resolve("flinkdeployment.yaml"));
    assertTrue(text.contains("password=\"${env:KAFKA_PASSWORD}\""));
    assertFalse(Pattern.compile("(?i)(password|secret)=\"?[a-z0-9]").matcher(text).find());
  }
}
