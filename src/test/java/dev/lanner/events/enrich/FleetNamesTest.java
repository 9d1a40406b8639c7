package dev.lanner.events.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanner.events.archive.Archive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetNamesTest {
  private static final long NOW = Long.MAX_VALUE;

  @TempDir private Path root;

  private FleetNames load(String file, String... lines) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
    return FleetNames.load(Archive.scan(root));
  }

  @Test
  void hostsComeFromAidmasterNewestByTime() throws IOException {
    FleetNames names =
        load(
            "fdrv2/aidmaster/part-0.json",
            "{\"aid\":\"a1\",\"cid\":\"c\",\"ComputerName\":\"NEW\",\"Time\":\"1700000200.5\"}",
            "{\"aid\":\"a1\",\"cid\":\"c\",\"ComputerName\":\"OLD\",\"Time\":\"1700000200.4\"}",
            "{\"aid\":\"a2\",\"cid\":\"c\",\"ComputerName\":\"TWO\"}",
            "{\"aid\":\"a3\",\"cid\":\"c\",\"ComputerName\":\"\",\"Time\":\"1\"}");
    assertEquals("NEW", names.hosts().name("c", "a1", NOW));
    assertEquals("TWO", names.hosts().name("c", "a2", NOW));
    assertNull(names.hosts().name("c", "a3", NOW), "an empty name is none");
    assertEquals(2, names.hosts().size());
  }

  @Test
  void usersComeFromUserinfo() throws IOException {
    FleetNames names =
        load(
            "t1/fdrv2/userinfo/b1/part-0.json",
            "{\"UserSid_readable\":\"S-1\",\"UserName\":\"u1\",\"User\":\"D\\\\\\\\x\",\"cid\":\"c\"}",
            "{\"UserSid_readable\":\"S-2\",\"UserName\":\"\",\"User\":\"EXAMPLE\\\\\\\\u2\",\"cid\":\"c\"}",
            "{\"UserSid_readable\":\"S-3\",\"UserName\":\"old\",\"_time\":\"1\",\"cid\":\"c\"}",
            "{\"UserSid_readable\":\"S-3\",\"UserName\":\"new\",\"_time\":\"2\",\"cid\":\"c\"}");
    assertEquals("u1", names.users().bySid("c", "S-1", NOW));
    assertEquals("EXAMPLE\\u2", names.users().bySid("c", "S-2", NOW), "one backslash");
    assertEquals("new", names.users().bySid("c", "S-3", NOW));
  }

  @Test
  void linesThatCannotBeReadAreNamedAndTheRestIsUsed() throws IOException {
    FleetNames names =
        load(
            "fdrv2/aidmaster/part-0.json",
            "{\"aid\":",
            "{\"aid\":\"a1\",\"ComputerName\":\"ONE\"}");
    assertEquals("ONE", names.hosts().name("c", "a1", NOW), "a line without cid speaks for all");
    assertEquals(
        List.of("fdrv2/aidmaster/part-0.json:1: the line ends inside its JSON at byte 7"),
        names.problems());
  }

  @Test
  void namesTravel() throws Exception {
    FleetNames names =
        load("fdrv2/aidmaster/part-0.json", "{\"aid\":\"a1\",\"ComputerName\":\"ONE\"}");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(names);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals("ONE", ((FleetNames) in.readObject()).hosts().name("c", "a1", NOW));
    }
  }

  @Test
  void realLookupLines() throws IOException {
    Path samples = Path.of("..", "shared", "fdr", "samples-lookup");
    assumeTrue(Files.isDirectory(samples), "sample lines are not here");
    for (String kind : List.of("aidmaster", "userinfo", "managedassets", "appinfo")) {
      Path folder = Files.createDirectories(root.resolve("fdrv2").resolve(kind));
      Files.copy(samples.resolve(kind + ".jsonl"), folder.resolve("part-0.jsonl"));
    }
    FleetNames names = FleetNames.load(Archive.scan(root));
    String cid = "00000000000000000000000000000001";
    assertEquals(List.of(), names.problems());
    assertEquals(
        "HOST-EXAMPLE-01", names.hosts().name(cid, "00000000000000000000000000000001", NOW));
    assertEquals(
        "bob", names.users().bySid(cid, "S-1-12-1-000000005-000000006-000000007-000000008", NOW));
  }
}
