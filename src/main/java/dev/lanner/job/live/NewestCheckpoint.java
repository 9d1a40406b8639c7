package dev.lanner.job.live;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds the newest finished checkpoint of any run of a job: {@code FOLDER/RUN/chk-N/_metadata}. */
final class NewestCheckpoint {
  private static final String PREFIX = "chk-";
  private static final String FINISHED = "_metadata";

  private NewestCheckpoint() {}

  /** The checkpoint, as what a job can be restored from. */
  static Optional<String> in(String folder) throws IOException {
    Path root = new Path(folder);
    FileSystem files = root.getFileSystem();
    if (!files.exists(root)) {
      return Optional.empty();
    }
    Stream.Builder<FileStatus> finished = Stream.builder();
    for (FileStatus run : files.listStatus(root)) {
      if (run.isDir()) {
        for (FileStatus checkpoint : files.listStatus(run.getPath())) {
          Path metadata = new Path(checkpoint.getPath(), FINISHED);
          if (checkpoint.getPath().getName().startsWith(PREFIX) && files.exists(metadata)) {
            finished.add(files.getFileStatus(metadata));
          }
        }
      }
    }
    return finished
        .build()
        .max(
            Comparator.comparingLong(FileStatus::getModificationTime)
                .thenComparing(metadata -> number(metadata.getPath().getParent().getName())))
        .map(metadata -> metadata.getPath().getParent().toString());
  }

  private static long number(String name) {
    return Long.parseLong(name.substring(PREFIX.length()));
  }
}
