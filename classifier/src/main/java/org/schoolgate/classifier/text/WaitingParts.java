package org.schoolgate.classifier.text;

/**
 * The parts of combinations that were found in one lane and wait for the text around them, as they
 * were told, which is in the order of where they end. Not thread-safe.
 */
final class WaitingParts {

  private static final int FIRST_ROOM = 16;

  private final TextLane lane;

  /** By the number of a gate: before which position it is near; made when the first is found. */
  private long[] nearTo = new long[0];

  /** A ring, whose length is a power of two. */
  private String[] texts = new String[0];

  private SharedPart.Use[][] uses = new SharedPart.Use[0][];
  private long[] starts = new long[0];
  private long[] ends = new long[0];
  private boolean[] reread = new boolean[0];
  private int first;
  private int count;

  WaitingParts(TextLane lane) {
    this.lane = lane;
  }

  TextLane lane() {
    return lane;
  }

  /** Remembers that a gate stands up to a position. */
  void seen(SharedPart gate, int gateCount, long end) {
    if (nearTo.length == 0) {
      nearTo = new long[gateCount];
    }
    int number = gate.gate();
    nearTo[number] = Math.max(nearTo[number], end + Surroundings.REACH_CHARS);
  }

  /** Whether a gate was found near what begins at a position, or beyond it. */
  boolean hasNear(int gate, long start) {
    return nearTo.length > 0 && nearTo[gate] > start;
  }

  /**
   * Adds what was found.
   *
   * @param text what stands there
   * @param wanted those combinations that are looked for by it
   * @param again whether in another reading of the text
   */
  void add(String text, SharedPart.Use[] wanted, long start, long end, boolean again) {
    if (count == texts.length) {
      grow();
    }
    int at = at(count++);
    texts[at] = text;
    uses[at] = wanted;
    starts[at] = start;
    ends[at] = end;
    reread[at] = again;
  }

  private void grow() {
    int room = Math.max(FIRST_ROOM, 2 * count);
    String[] moreTexts = new String[room];
    SharedPart.Use[][] moreUses = new SharedPart.Use[room][];
    long[] moreStarts = new long[room];
    long[] moreEnds = new long[room];
    boolean[] moreReread = new boolean[room];
    for (int i = 0; i < count; i++) {
      int at = at(i);
      moreTexts[i] = texts[at];
      moreUses[i] = uses[at];
      moreStarts[i] = starts[at];
      moreEnds[i] = ends[at];
      moreReread[i] = reread[at];
    }
    texts = moreTexts;
    uses = moreUses;
    starts = moreStarts;
    ends = moreEnds;
    reread = moreReread;
    first = 0;
  }

  private int at(int index) {
    return (first + index) & (texts.length - 1);
  }

  int count() {
    return count;
  }

  /** Forgets the first. */
  void removeFirst() {
    first = at(1);
    count--;
  }

  /** What stands there. */
  String text(int index) {
    return texts[at(index)];
  }

  SharedPart.Use[] uses(int index) {
    return uses[at(index)];
  }

  /** Where the first letter of one stands. */
  long start(int index) {
    return starts[at(index)];
  }

  /** The position after its last letter. */
  long end(int index) {
    return ends[at(index)];
  }

  boolean isReread(int index) {
    return reread[at(index)];
  }
}
