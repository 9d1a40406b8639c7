package dev.lanner.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * What is installed on one sort of host.
 *
 * @param residents programs that run all the time; parents come before their children
 * @param visitors programs that are started and end; their parents are residents
 * @param files paths that its programs write
 */
record Software(List<Program> residents, List<Program> visitors, Template[] files) {

  Software {
    residents = List.copyOf(residents);
    visitors = List.copyOf(visitors);
    for (Program visitor : visitors) {
      if (indexOf(residents, visitor.parent()) < 0) {
        throw new IllegalArgumentException("nothing starts " + visitor.image().path());
      }
    }
  }

  static Software of(Host host) {
    return switch (host.platform()) {
      case WINDOWS ->
          host.role() == Host.Role.SERVER ? WindowsSoftware.SERVER : WindowsSoftware.WORKSTATION;
      case MAC -> MacSoftware.WORKSTATION;
      case LINUX -> LinuxSoftware.SERVER;
    };
  }

  /**
   * Position of the resident that starts a program; -1 when that one is not among them (the first
   * process).
   */
  int parentOf(Program program) {
    return indexOf(residents, program.parent());
  }

  /** Positions of the residents that talk to others. */
  int[] talkers() {
    return positions(true);
  }

  /** Positions of the residents that accept connections. */
  int[] servers() {
    return positions(false);
  }

  private int[] positions(boolean talkers) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < residents.size(); i++) {
      Program program = residents.get(i);
      if (talkers ? program.traffic() != Program.Traffic.NONE : program.servicePort() > 0) {
        found.add(i);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int indexOf(List<Program> programs, String baseName) {
    for (int i = 0; i < programs.size(); i++) {
      if (programs.get(i).baseName().equals(baseName)) {
        return i;
      }
    }
    return -1;
  }
}
