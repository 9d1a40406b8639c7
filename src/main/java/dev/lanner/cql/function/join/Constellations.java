package dev.lanner.cql.function.join;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.aggregate.Place;
import dev.lanner.cql.function.aggregate.Places;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the events of each role and, when asked for rows, lets {@link ConstellationSearch} go
 * through them. At most {@value #MAX_EVENTS} events; partial beyond, and if the search had to be
 * given up.
 */
final class Constellations implements Aggregate {
  private static final int MAX_EVENTS = 500_000;

  private final FieldTable fields;
  private final Places places;
  private final Pattern pattern;

  Constellations(Arguments arguments, Pattern pattern) {
    this.fields = arguments.fields();
    this.places = Places.of(arguments);
    this.pattern = pattern;
  }

  @Override
  public List<String> keeps() {
    return List.of(Bound.upTo(MAX_EVENTS, "events"));
  }

  @Override
  public Accumulator create() {
    return new State();
  }

  /**
   * An event in a role.
   *
   * @param number which event it is: one event may have several roles
   * @param row the fields that are needed
   */
  record Candidate(long number, Place place, String content, Row row) {
    static final Comparator<Candidate> BY_TIME =
        Comparator.comparing(Candidate::place).thenComparing(Candidate::content);

    long time() {
      return place.time();
    }
  }

  private final class State implements Accumulator {
    private final List<List<Candidate>> byRole = new ArrayList<>();
    private long seen;
    private int kept;
    private boolean cut;

    State() {
      pattern.roles().forEach(role -> byRole.add(new ArrayList<>()));
    }

    @Override
    public void add(Row row) {
      long number = seen++;
      Place place = places.of(row, number);
      if (place.time() == Place.UNTIMED && pattern.within().isPresent()) {
        return;
      }
      int mark = row.mark();
      for (int i = 0; i < byRole.size(); i++) {
        Pattern.Role role = pattern.roles().get(i);
        List<Candidate> candidates = byRole.get(i);
        role.query()
            .pipeline()
            .process(
                row,
                result -> {
                  if (kept < MAX_EVENTS) {
                    candidates.add(candidate(number, place, role, result));
                    kept++;
                  } else {
                    cut = true;
                  }
                });
        row.rollback(mark);
      }
    }

    private Candidate candidate(long number, Place place, Pattern.Role role, Row result) {
      Row row = result.copy();
      if (!role.all()) {
        row = new Row(fields).reset(null);
        for (String name : role.fields()) {
          row.set(name, result.text(name));
        }
      }
      return new Candidate(number, place, content(row), row);
    }

    private String content(Row row) {
      Map<String, String> sorted = new TreeMap<>();
      row.forEach(sorted::put);
      StringBuilder text = new StringBuilder();
      sorted.forEach((name, value) -> text.append(name).append('\0').append(value).append('\0'));
      return text.toString();
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      cut |= state.cut;
      for (int i = 0; i < byRole.size(); i++) {
        for (Candidate candidate : state.byRole.get(i)) {
          if (kept >= MAX_EVENTS) {
            cut = true;
            break;
          }
          byRole
              .get(i)
              .add(
                  new Candidate(
                      candidate.number + seen,
                      candidate.place.behind(seen),
                      candidate.content,
                      candidate.row));
          kept++;
        }
      }
      seen += state.seen;
    }

    @Override
    public void emit(Output out) {
      if (byRole.isEmpty()) {
        return;
      }
      byRole.forEach(candidates -> candidates.sort(Candidate.BY_TIME));
      ConstellationSearch search = new ConstellationSearch(fields, pattern, byRole);
      cut |= !search.run(out);
    }

    @Override
    public boolean partial() {
      return cut;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(seen);
      out.writeBoolean(cut);
      for (List<Candidate> candidates : byRole) {
        candidates.sort(Candidate.BY_TIME);
        out.writeInt(candidates.size());
        for (Candidate candidate : candidates) {
          out.writeLong(candidate.number);
          candidate.place.write(out);
          Wire.writeRow(candidate.row, out);
        }
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      seen = in.readLong();
      cut = in.readBoolean();
      kept = 0;
      for (List<Candidate> candidates : byRole) {
        candidates.clear();
        for (int left = in.readInt(); left > 0; left--) {
          long number = in.readLong();
          Place place = Place.read(in);
          Row row = Wire.readRow(fields, in);
          candidates.add(new Candidate(number, place, content(row), row));
          kept++;
        }
      }
    }
  }
}
