package dev.lanner.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The options a command's JVM gets.
 *
 * @param startsFlink whether the command runs Flink in its own JVM
 * @param ours options of ours
 * @param users what the user wants in {@code LANNER_OPTS}, said after ours, so that it wins
 */
record Options(boolean startsFlink, List<String> ours, List<String> users) {
  /** The variable in which a user gives options. */
  static final String VARIABLE = "LANNER_OPTS";

  /** With more processors, one thread is too few to clean up behind all others. */
  private static final int PROCESSORS_OF_SERIAL = 4;

  private static final String SERIAL = "-XX:+UseSerialGC";

  /** An archive up to this size is read before the optimising compiler has earned its time. */
  private static final long SMALL_ARCHIVE = 512L << 20;

  private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private static final String PLAIN_COMPILER = "-XX:TieredStopAtLevel=1";

  /**
   * The options for a command.
   *
   * @param arguments its name and its arguments; any other name is taken for something short
   * @param environment the variables, also of those that {@code java} itself looks at
   */
  static Options of(List<String> arguments, Map<String, String> environment) {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> users = split(environment.get(VARIABLE));
    boolean memoryIsChosen =
        Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", VARIABLE)
            .flatMap(name -> split(environment.get(name)).stream())
            .anyMatch(Options::choosesMemory);
    List<String> ours = new ArrayList<>();
    switch (command) {
      case "replay", "backfill" -> {
        if (Input.bytes(arguments, SMALL_ARCHIVE).orElse(Long.MAX_VALUE) <= SMALL_ARCHIVE) {
          ours.add(PLAIN_COMPILER);
        } else {
          ours.addAll(lateOptimising());
          ours.addAll(smallMethods());
        }
        if (!memoryIsChosen) {
          ours.addAll(smallMemory(Runtime.getRuntime().availableProcessors()));
        }
      }
      case "detect" -> ours.addAll(lateOptimising());
      case "generate" -> {}
      case "eval", "test" -> {
        if (!memoryIsChosen) {
          ours.add(SERIAL);
        }
      }
      default -> {
        if (!memoryIsChosen) {
          ours.add(SERIAL);
        }
        // Over before the optimising compiler's work is done.
        ours.add(PLAIN_COMPILER);
      }
    }
    boolean startsFlink = List.of("replay", "backfill", "detect").contains(command);
    if (startsFlink) {
      ours.addAll(largePages(LARGE_PAGES));
    }
    return new Options(startsFlink, List.copyOf(ours), users);
  }

  /** Options in one text, as the environment holds them; null is none. */
  static List<String> split(String options) {
    return options == null || options.isBlank()
        ? List.of()
        : List.of(options.strip().split("\\s+"));
  }

  /**
   * What is hot in the first seconds is Flink putting itself together, once: it is not worth the
   * optimising compiler, which would take longer than everything else. What a job does with events
   * comes to these numbers within its first second.
   */
  private static List<String> lateOptimising() {
    return List.of(
        "-XX:Tier4InvocationThreshold=50000",
        "-XX:Tier4MinInvocationThreshold=6000",
        "-XX:Tier4CompileThreshold=150000");
  }

  /**
   * Memory in large pages, where Linux lets a process ask for them: a file's text and what is made
   * of it are some ten megabytes each, and finding their pages was a sixteenth of a replay's
   * processor time. It takes no more memory. A JVM warns where it cannot have them, so it is only
   * asked where it can.
   *
   * @param setting the system's file that says so
   */
  static List<String> largePages(Path setting) {
    try {
      String text = Files.readString(setting);
      return text.contains("[madvise]") || text.contains("[always]")
          ? List.of("-XX:+UseTransparentHugePages")
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Bounds on what is drawn into one method halve the optimising compiler's time, a tenth to a
   * sixth of a replay's, and cost the code that comes of it nothing that could be measured.
   */
  private static List<String> smallMethods() {
    return List.of("-XX:MaxInlineLevel=9", "-XX:InlineSmallCode=1500", "-XX:FreqInlineSize=150");
  }

  /**
   * Little of a replay lives long: a small young generation that is cleaned often, and an old one
   * that grows only when it has to. The most it may have stays the JVM's own choice, a quarter of
   * the machine's memory.
   */
  private static List<String> smallMemory(int processors) {
    return List.of(
        processors <= PROCESSORS_OF_SERIAL ? SERIAL : "-XX:+UseParallelGC", "-Xms192m", "-Xmn128m");
  }

  private static boolean choosesMemory(String option) {
    return option.startsWith("-Xm")
        || option.startsWith("-XX:") && (option.contains("Heap") || option.contains("RAM"))
        || option.startsWith("-XX:+Use") && option.endsWith("GC");
  }
}
