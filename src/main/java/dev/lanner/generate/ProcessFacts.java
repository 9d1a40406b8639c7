package dev.lanner.generate;

import java.util.Objects;

/**
 * A process as its start event describes it.
 *
 * @param id Falcon process id, unique on its host; other events name it in {@code ContextProcessId}
 * @param parentId Falcon process id of the parent
 * @param image program file
 * @param commandLine as the program was started, never what is typed into it later
 * @param parentBaseName file name of the parent's program
 * @param account who runs it
 * @param rawId process id of the operating system
 * @param startMillis start by the host's clock, epoch milliseconds
 */
record ProcessFacts(
    String id,
    String parentId,
    Image image,
    String commandLine,
    String parentBaseName,
    Account account,
    int rawId,
    long startMillis) {

  ProcessFacts {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(parentId, "parentId");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(commandLine, "commandLine");
    Objects.requireNonNull(parentBaseName, "parentBaseName");
    Objects.requireNonNull(account, "account");
  }
}
