package dev.lanner.events.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanner.events.archive.Archive.Reason;
import dev.lanner.events.archive.Archive.Skipped;
import dev.lanner.events.archive.Archive.UnfinishedBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir private Path root;

  private void file(String name, String content) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      file(name, name.endsWith("_SUCCESS") ? "" : "{}\n");
    }
  }

  private static List<String> names(List<DataFile> files) {
    return files.stream().map(DataFile::name).toList();
  }

  @Test
  void deliveredLayoutIsSortedOut() throws IOException {
    files(
        "data/b2/part-00000.gz",
        "data/b2/_SUCCESS",
        "data/b1/part-00001.gz",
        "data/b1/part-00000.gz",
        "data/b1/_SUCCESS",
        "fdrv2/aidmaster/part-00000.gz",
        "fdrv2/aidmaster/_SUCCESS",
        "fdrv2/userinfo/x1/part-00000.gz",
        "fdrv2/userinfo/x1/_SUCCESS",
        "fdrv2/novelty/part-00000.gz",
        "injected.ndjson",
        "data/.hidden.gz",
        "data/_temporary/part-00000.gz",
        "data/b1/readme.txt");
    file("data/b2/part-00001.gz", "");
    Archive archive = Archive.scan(root);
    assertEquals(
        List.of("data/b1/part-00000.gz", "data/b1/part-00001.gz", "data/b2/part-00000.gz"),
        names(archive.events()));
    assertEquals(
        List.of("fdrv2/aidmaster/part-00000.gz"), names(archive.lookups(LookupKind.AIDMASTER)));
    assertEquals(
        List.of("fdrv2/userinfo/x1/part-00000.gz"), names(archive.lookups(LookupKind.USERINFO)));
    assertEquals(List.of(), archive.lookups(LookupKind.APPINFO));
    assertEquals(
        List.of(
            new Skipped("data/.hidden.gz", Reason.HIDDEN),
            new Skipped("data/_temporary/part-00000.gz", Reason.HIDDEN),
            new Skipped("data/b1/readme.txt", Reason.OTHER_KIND),
            new Skipped("data/b2/part-00001.gz", Reason.EMPTY),
            new Skipped("fdrv2/novelty/part-00000.gz", Reason.UNKNOWN_LOOKUP),
            new Skipped("injected.ndjson", Reason.BESIDE_DATA)),
        archive.skipped());
    assertEquals(List.of(), archive.unfinished());
    assertEquals(9, archive.eventBytes());
  }

  @Test
  void batchWithoutItsMarkerIsNotReadUntilTheMarkerExists() throws IOException {
    files("data/b1/part-00000.gz", "data/b1/_SUCCESS");
    files("data/b2/part-00000.gz", "data/b2/part-00001.gz");
    Archive before = Archive.scan(root);
    assertEquals(List.of("data/b1/part-00000.gz"), names(before.events()), "scenario Q-11");
    assertEquals(List.of(new UnfinishedBatch("data/b2", 2, 6)), before.unfinished());

    files("data/b2/_SUCCESS");
    Archive after = Archive.scan(root);
    assertEquals(3, after.events().size());
    assertEquals(List.of(), after.unfinished());
  }

  @Test
  void unfinishedLookupsAreNotReadEither() throws IOException {
    files("data/part-00000.gz", "fdrv2/aidmaster/a/part-0.gz", "fdrv2/aidmaster/a/_SUCCESS");
    files("fdrv2/aidmaster/b/part-0.gz");
    Archive archive = Archive.scan(root);
    assertEquals(
        List.of("fdrv2/aidmaster/a/part-0.gz"), names(archive.lookups(LookupKind.AIDMASTER)));
    assertEquals(List.of(new UnfinishedBatch("fdrv2/aidmaster/b", 1, 3)), archive.unfinished());
    assertEquals(List.of("data/part-00000.gz"), names(archive.events()));
  }

  @Test
  void batchesWithoutAnyMarkerAreRead() throws IOException {
    files("data/b1/part-00000.gz", "data/b2/part-00000.gz");
    assertEquals(2, Archive.scan(root).events().size());
  }

  @Test
  void flatFolderIsRead() throws IOException {
    files("b.jsonl", "a.ndjson", "c.json", "d.txt.gz", "E.JSON");
    assertEquals(
        List.of("E.JSON", "a.ndjson", "b.jsonl", "c.json", "d.txt.gz"),
        names(Archive.scan(root).events()));
  }

  @Test
  void partitionsBelongToTheirBatch() throws IOException {
    String day = "data/batch=u1/year=2026/month=11/day=22/hour=04/platform=Win/";
    files(day + "part-0.txt.gz", "data/batch=u1/_SUCCESS");
    files("data/batch=u2/year=2026/part-0.txt.gz", "data/batch=u2/year=2026/_SUCCESS");
    files("data/batch=u3/year=2026/month=11/part-0.txt.gz", "data/batch=u3/part-1.txt.gz");
    Archive archive = Archive.scan(root);
    assertEquals(
        List.of(day + "part-0.txt.gz", "data/batch=u2/year=2026/part-0.txt.gz"),
        names(archive.events()));
    assertEquals(List.of(new UnfinishedBatch("data/batch=u3", 2, 6)), archive.unfinished());
  }

  @Test
  void tenantPrefixDoesNotMatter() throws IOException {
    files("t1/data/b/part-0.gz", "t1/fdrv2/aidmaster/part-0.gz", "t2/data/b/part-0.gz");
    Archive archive = Archive.scan(root);
    assertEquals(List.of("t1/data/b/part-0.gz", "t2/data/b/part-0.gz"), names(archive.events()));
    assertEquals(1, archive.lookups(LookupKind.AIDMASTER).size());
  }

  @Test
  void dataFolderItselfCanBeTheInput() throws IOException {
    files("data/b1/part-0.gz", "data/b1/_SUCCESS", "data/b2/part-0.gz");
    Archive archive = Archive.scan(root.resolve("data"));
    assertEquals(List.of("b1/part-0.gz"), names(archive.events()));
    assertEquals("b2", archive.unfinished().get(0).folder());
  }

  @Test
  void singleFileIsAnArchive() throws IOException {
    files("data/b1/part-0.gz");
    Archive archive = Archive.scan(root.resolve("data/b1/part-0.gz"));
    assertEquals(List.of("part-0.gz"), names(archive.events()));
  }

  @Test
  void missingFolderIsNamed() {
    Path gone = root.resolve("gone");
    InputException e = assertThrows(InputException.class, () -> Archive.scan(gone));
    assertEquals("input `" + gone + "` does not exist", e.getMessage());
  }

  @Test
  void emptyFolderHasNoEvents() throws IOException {
    assertEquals(List.of(), Archive.scan(root).events());
  }

  @Test
  void indexOrdersFilesByTheirFirstEvent() throws IOException {
    file("a.json", "broken\n\n{\"timestamp\":\"300\"}\n{\"timestamp\":\"1\"}\n");
    file("b.json", "{\"timestamp\":\"200\"}\n");
    file("c.json", "no event at all\n");
    file("d.json", "{\"timestamp\":\"200\"}\n");
    List<ArchiveIndex.Entry> entries = ArchiveIndex.inTimeOrder(Archive.scan(root).events());
    assertEquals(
        List.of("b.json", "d.json", "a.json", "c.json"),
        entries.stream().map(entry -> entry.file().name()).toList());
    assertEquals(OptionalLong.of(300), entries.get(2).firstMillis());
    assertEquals(OptionalLong.empty(), entries.get(3).firstMillis());
  }
}
