package dev.lanner.cql.syntax;

/**
 * Finds the place to go on from after a fault: the next {@code |}, {@code ;} or closing bracket
 * that belongs to what surrounds it, strings, comments, regexes and bracketed parts passed over.
 */
final class Recovery {
  private static final String OPENERS = "([{";
  private static final String CLOSERS = ")]}";

  private final Scanner in;
  private final Literals literals;
  private final int[] count = new int[3];
  private final StringBuilder open = new StringBuilder();
  private int before = '|';

  private Recovery(Reading reading) {
    this.in = reading.in;
    this.literals = reading.literals;
  }

  /**
   * Moves to the next pipe, semicolon or unmatched closing bracket, or to one of {@code others}.
   */
  static void skip(Reading reading, String others) {
    new Recovery(reading).run(others);
  }

  private void run(String others) {
    while (true) {
      in.skip();
      int c = in.peek();
      if (c < 0 || stops(c, others)) {
        return;
      }
      if (literals.atText()) {
        literals.text();
      } else if (c == '/' && "|=~(,{[;!>".indexOf(before) >= 0) {
        literals.regex(false);
      } else {
        bracket(c);
        in.reset(in.pos() + 1);
      }
      before = c;
    }
  }

  private boolean stops(int c, String others) {
    if (c == '|') {
      // Between round or square brackets there is no pipe: one of them was never closed.
      return count[2] == 0;
    }
    if (!open.isEmpty()) {
      return false;
    }
    return c == ';' || CLOSERS.indexOf(c) >= 0 || others.indexOf(c) >= 0;
  }

  private void bracket(int c) {
    int kind = OPENERS.indexOf(c);
    if (kind >= 0) {
      open.append((char) c);
      count[kind]++;
      return;
    }
    kind = CLOSERS.indexOf(c);
    if (kind >= 0 && count[kind] > 0) {
      char last;
      do {
        last = open.charAt(open.length() - 1);
        open.setLength(open.length() - 1);
        count[OPENERS.indexOf(last)]--;
      } while (last != OPENERS.charAt(kind));
    }
  }
}
