package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.run.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Different texts in the order of their first places, as many as fit in a number and a size.
 *
 * <p>What does not fit is cut off behind the first text that does not, and nothing that stands
 * behind that one is taken later: so the texts kept are the same in whatever order they were
 * offered. A text that is offered again with an earlier place moves there.
 */
final class FirstTexts {
  /** The most characters kept; LogScale gives {@code collect} a mebibyte inside {@code groupBy}. */
  static final int MAX_CHARACTERS = 1 << 20;

  private record Kept(Place place, String text) {}

  private static final Comparator<Kept> ORDER =
      Comparator.comparing(Kept::place).thenComparing(Kept::text);

  private final int limit;
  private final Map<String, Place> places = new HashMap<>();
  private final TreeMap<Kept, Boolean> kept = new TreeMap<>(ORDER);
  private long characters;
  private Kept cut;

  FirstTexts(long limit) {
    this.limit = (int) Math.min(limit, Integer.MAX_VALUE);
  }

  void offer(String text, Place place) {
    Kept candidate = new Kept(place, text);
    if (cut != null && ORDER.compare(candidate, cut) >= 0) {
      return;
    }
    Place known = places.get(text);
    if (known != null) {
      if (place.compareTo(known) < 0) {
        kept.remove(new Kept(known, text));
        kept.put(candidate, true);
        places.put(text, place);
      }
      return;
    }
    places.put(text, place);
    kept.put(candidate, true);
    characters += text.length();
    while (kept.size() > limit || characters > MAX_CHARACTERS) {
      cut = kept.pollLastEntry().getKey();
      places.remove(cut.text);
      characters -= cut.text.length();
    }
  }

  /** Offers all of {@code other}, whose rows came behind {@code rows} of ours. */
  void merge(FirstTexts other, long rows) {
    if (other.cut != null) {
      cutAt(new Kept(other.cut.place.behind(rows), other.cut.text));
    }
    for (Kept text : other.kept.keySet()) {
      offer(text.text, text.place.behind(rows));
    }
  }

  private void cutAt(Kept end) {
    if (cut == null || ORDER.compare(end, cut) < 0) {
      cut = end;
    }
    while (!kept.isEmpty() && ORDER.compare(kept.lastKey(), cut) >= 0) {
      Kept last = kept.pollLastEntry().getKey();
      places.remove(last.text);
      characters -= last.text.length();
    }
  }

  /** The texts kept, first place first. */
  List<String> texts() {
    List<String> all = new ArrayList<>(kept.size());
    for (Kept text : kept.keySet()) {
      all.add(text.text);
    }
    return all;
  }

  /** Whether texts were cut off. */
  boolean partial() {
    return cut != null;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(cut != null);
    if (cut != null) {
      write(cut, out);
    }
    out.writeInt(kept.size());
    for (Kept text : kept.keySet()) {
      write(text, out);
    }
  }

  void read(DataInput in) throws IOException {
    places.clear();
    kept.clear();
    characters = 0;
    cut = null;
    Kept end = in.readBoolean() ? readKept(in) : null;
    for (int left = in.readInt(); left > 0; left--) {
      Kept text = readKept(in);
      offer(text.text, text.place);
    }
    cut = end;
  }

  private static void write(Kept text, DataOutput out) throws IOException {
    text.place.write(out);
    Wire.writeText(text.text, out);
  }

  private static Kept readKept(DataInput in) throws IOException {
    return new Kept(Place.read(in), Wire.readText(in));
  }
}
