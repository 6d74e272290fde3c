package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of combinations together that are found in one text. A combination is found once,
 * where the last of its parts stands.
 *
 * <p>Most parts are common words, so a combination is looked for by its rarest part alone: where
 * that stands, the others are looked for around it, as soon as the text that follows is there
 * ({@link #SETTLED_CHARS}), in the order of the text however it was cut. Parts that may stand
 * anywhere on a page, and what is found in other readings of the text, are kept ({@link
 * PartPlaces}) for those that come later. The work is bounded. Not thread-safe.
 */
final class Combinations {

  /** The text that has to be there after a part: what is looked at, with its other readings. */
  static final int SETTLED_CHARS = Surroundings.REACH_CHARS + 256;

  /** The text that has to be kept. */
  static final int KEPT_CHARS = SETTLED_CHARS + Surroundings.REACH_CHARS;

  /**
   * The most words that are looked at around parts of one text: three megabytes of prose have
   * 200,000.
   */
  static final long LOOKED_AT_MAX = 50_000_000;

  /** Takes a combination that is whole. */
  @FunctionalInterface
  interface Sink {
    /**
     * A combination was found.
     *
     * @param counts whether it is to be counted; if not, it is only asked how it would be taken
     */
    Taken found(FoundCombination found, boolean counts);
  }

  /** How a combination is taken that was found. */
  enum Taken {
    /** It does not count there, and is looked for elsewhere. */
    NOT,

    /** It counts, until it is found elsewhere. */
    SO_FAR,

    /** It counts, and is not looked for any more. */
    FOR_GOOD
  }

  private final Wanted wanted;

  /** Around the part that is looked at, and around others that are reached from it. */
  private final Surroundings near;

  private final Surroundings far;
  private final Sink sink;

  /** By the number of a part; made when the first is found. */
  private @Nullable PartPlaces[] places = new PartPlaces[0];

  /** What {@link #find} found. */
  private final List<PartPlaces.Place> found = new ArrayList<>();

  /** The last place of a part in another reading, with the boundaries that it was found with. */
  private PartPlaces.@Nullable Place last;

  private long lastFrom;
  private long lastTo;

  private final BitSet done = new BitSet();

  /** What {@link #inBetween} found; null where what is found counts for good. */
  private @Nullable List<FoundCombination> asked;

  private final List<WaitingParts> waiting = new ArrayList<>(1);

  /** A place, and the one that it was reached from; null for the first. */
  private record Link(PartPlaces.Place place, @Nullable Link to) {

    /** Adds the places of a chain but for the first. */
    void addTo(List<PartPlaces.Place> all) {
      for (Link link = this; link.to != null; link = link.to) {
        all.add(link.place);
      }
    }

    /** Whether it and a chain to the other side have words in common, but for the first place. */
    boolean sharesWords(Link other) {
      return to != null && ((other.to != null && other.overlaps(place)) || to.sharesWords(other));
    }

    /** Whether words of another place are in the chain already: no word is two parts. */
    boolean overlaps(PartPlaces.Place other) {
      return place.overlaps(other) || (to != null && to.overlaps(other));
    }
  }

  Combinations(Wanted wanted, Surroundings.Rule rule, Sink sink) {
    this.wanted = wanted;
    this.near = new Surroundings(rule);
    this.far = new Surroundings(rule);
    this.sink = sink;
  }

  /** Whether there were more parts than are looked at, so that a combination may be missed. */
  boolean isExhausted() {
    return near.lookedAt() + far.lookedAt() >= LOOKED_AT_MAX;
  }

  /**
   * Parts were found as the text stands there.
   *
   * @param meanings what one pattern stands for; what is no part is left out
   */
  void found(TextLane lane, Meanings meanings, long start, long end) {
    SharedPart[] noted = meanings.noted();
    SharedPart.Use[] uses = meanings.uses();
    if ((noted.length == 0 && areDone(uses)) || isExhausted()) {
      return;
    }
    WaitingParts own = waitingOf(lane);
    long from = lane.isSpaceAt(start) ? start + 1 : start;
    long to = lane.isSpaceAt(end - 1) ? end - 1 : end;
    for (SharedPart part : noted) {
      if (part.isAnywhere()) {
        placesOf(part).add(new PartPlaces.Place(lane, meanings.pattern(), from, to, false));
      }
      note(own, part, to);
    }
    if (uses.length > 0) {
      own.add(meanings.pattern(), uses, from, to, false);
    }
  }

  /**
   * A part was found.
   *
   * @param alternative the alternative of it that was found
   * @param reread whether in another reading of what stands there; then so is the whole
   */
  void found(TextLane lane, ListedPhrase alternative, long start, long end, boolean reread) {
    SharedPart part = alternative.part();
    if (part == null || isExhausted()) {
      return;
    }
    PartPlaces.Place place = placeOf(lane, alternative, start, end, reread);
    if (reread || part.isAnywhere()) {
      PartPlaces own = placesOf(part);
      if (reread && own.has(place)) {
        return;
      }
      own.add(place);
    }
    WaitingParts own = waitingOf(lane);
    note(own, part, place.end());
    if (part.told().length > 0) {
      own.add(place.text(), part.told(), place.start(), place.end(), reread);
    }
  }

  /** The place where it was found, which is one for all parts that a pattern stands for. */
  private PartPlaces.Place placeOf(
      TextLane lane, ListedPhrase alternative, long from, long to, boolean reread) {
    PartPlaces.Place place = last;
    if (place == null
        || lastFrom != from
        || lastTo != to
        || place.lane() != lane
        || place.reread() != reread
        || !place.text().equals(alternative.text())) {
      place = PartPlaces.Place.of(lane, alternative.text(), from, to, reread);
      last = place;
      lastFrom = from;
      lastTo = to;
    }
    return place;
  }

  private void note(WaitingParts own, SharedPart part, long end) {
    if (part.isGate()) {
      own.seen(part, wanted.gateCount(), end);
    }
  }

  private boolean areDone(SharedPart.Use[] uses) {
    boolean all = true;
    for (int i = 0; i < uses.length && all; i++) {
      all = done.get(uses[i].number());
    }
    return all;
  }

  /** Puts together what stands so far before a position that all the text around it is there. */
  void settle(TextLane lane, long endPosition) {
    for (int i = 0; i < waiting.size(); i++) {
      WaitingParts own = waiting.get(i);
      if (own.lane() == lane) {
        while (own.count() > 0 && own.end(0) + SETTLED_CHARS <= endPosition) {
          putTogether(own, 0);
          own.removeFirst();
        }
      }
    }
  }

  /** Puts together what can be with the text that is there, when no more comes. */
  void settleAll() {
    for (WaitingParts own : waiting) {
      for (; own.count() > 0; own.removeFirst()) {
        putTogether(own, 0);
      }
    }
  }

  /**
   * What can be put together with the text that is there. What follows may complete more, or the
   * same at another place, so nothing is changed by it.
   */
  List<FoundCombination> inBetween() {
    long nearBefore = near.lookedAt();
    long farBefore = far.lookedAt();
    List<FoundCombination> told = new ArrayList<>();
    asked = told;
    for (WaitingParts own : waiting) {
      for (int i = 0; i < own.count(); i++) {
        putTogether(own, i);
      }
    }
    asked = null;
    told.forEach(each -> done.clear(each.number()));
    near.countOnly(nearBefore);
    far.countOnly(farBefore);
    return told;
  }

  private WaitingParts waitingOf(TextLane lane) {
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).lane() == lane) {
        return waiting.get(i);
      }
    }
    WaitingParts added = new WaitingParts(lane);
    waiting.add(added);
    return added;
  }

  private PartPlaces placesOf(SharedPart part) {
    if (places.length == 0) {
      places = new PartPlaces[wanted.partCount()];
    }
    PartPlaces own = places[part.number()];
    if (own == null) {
      own = new PartPlaces();
      places[part.number()] = own;
    }
    return own;
  }

  /** Looks for what may be completed by a part that waits. */
  private void putTogether(WaitingParts own, int index) {
    long start = own.start(index);
    PartPlaces.Place here = null;
    for (SharedPart.Use use : own.uses(index)) {
      if (done.get(use.number())
          || (use.gate() != SharedPart.NO_GATE && !own.hasNear(use.gate(), start))
          || isExhausted()) {
        continue;
      }
      near.look(own.lane(), start, own.end(index));
      if (mayStand(use.rarer()) && mayStand(use.other())) {
        here =
            here == null
                ? new PartPlaces.Place(
                    own.lane(), own.text(index), start, own.end(index), own.isReread(index))
                : here;
        complete(use, here);
      }
    }
  }

  /** Whether there may be such a neighbour of the part that is looked at; if not, there is none. */
  private boolean mayStand(@Nullable Neighbour neighbour) {
    return neighbour == null
        || (places.length > 0 && places[neighbour.part().number()] != null)
        || near.mayHave(neighbour);
  }

  /** Tells of a combination if the other parts stand around a place of one of them. */
  private void complete(SharedPart.Use use, PartPlaces.Place here) {
    WholeCombination whole = use.of();
    List<Link> start = List.of(new Link(here, null));
    List<Link> before = chains(whole, use.part(), -1, here, start);
    List<Link> after = before.isEmpty() ? List.of() : chains(whole, use.part(), 1, here, start);
    for (Link first : before) {
      for (Link then : after) {
        if (!first.sharesWords(then)) {
          List<PartPlaces.Place> all = new ArrayList<>();
          first.addTo(all);
          all.add(here);
          then.addTo(all);
          done.set(whole.number(), tell(whole, here, all));
          return;
        }
      }
    }
  }

  /**
   * The places of all parts before, or after, one that stands here; nothing if they do not stand
   * so. For each part those places are kept that can be reached from a place of the part before it.
   */
  private List<Link> chains(
      WholeCombination whole, int from, int step, PartPlaces.Place here, List<Link> start) {
    List<Link> reached = start;
    for (int part = from + step; part >= 0 && part < whole.parts().size(); part += step) {
      List<Link> next = List.of();
      for (int i = 0; i < reached.size(); i++) {
        find(whole, part, step, reached.get(i), here);
        next = linked(reached.get(i), next);
      }
      if (next.isEmpty()) {
        return next;
      }
      reached = next;
    }
    return reached;
  }

  /** Finds the places of a part that stand by a place of its neighbour as their gap says. */
  private void find(WholeCombination whole, int part, int step, Link from, PartPlaces.Place here) {
    Combination.Gap gap = whole.combination().gapAfter(step > 0 ? part - 1 : part);
    Surroundings around = from.to() == null ? near : far;
    PartPlaces.Place place = from.place();
    around.look(place.lane(), place.start(), place.end());
    SharedPart wantedPart = whole.parts().get(part);
    found.clear();
    PartPlaces kept = places.length == 0 ? null : places[wantedPart.number()];
    boolean ordered = kept != null && kept.isOrdered();
    long reached = place.start() - Surroundings.reachChars(gap);
    for (int i = 0; kept != null && found.size() < Surroundings.PLACES_MAX; i++) {
      PartPlaces.Place other = kept.last(i);
      if (other == null || (ordered && other.isOver(place, reached))) {
        break;
      }
      if (isKnown(whole, other, here) && around.stands(other, gap, step)) {
        found.add(other);
      }
    }
    if (gap.wordsMax() != Combination.Gap.ANYWHERE) {
      around.find(wantedPart.alternatives(), gap, step, found);
    }
  }

  /** The places found, reached from one, with those that were reached from others. */
  private List<Link> linked(Link from, List<Link> others) {
    List<Link> into = others;
    for (int i = 0; i < found.size() && into.size() < Surroundings.PLACES_MAX; i++) {
      PartPlaces.Place each = found.get(i);
      if (!from.overlaps(each) && into.stream().noneMatch(known -> known.place().isAt(each))) {
        into = into.isEmpty() ? new ArrayList<>(1) : into;
        into.add(new Link(each, from));
      }
    }
    return into;
  }

  /**
   * Whether a place that is kept counts beside one that is looked at. Of parts that may stand
   * anywhere, the later looks for the earlier, so where the text was cut changes nothing.
   */
  private static boolean isKnown(
      WholeCombination whole, PartPlaces.Place kept, PartPlaces.Place here) {
    return !whole.combination().isAnywhere()
        || kept.lane() != here.lane()
        || kept.end() <= here.end();
  }

  /** Whether it is not looked for any more. */
  private boolean tell(WholeCombination whole, PartPlaces.Place here, List<PartPlaces.Place> all) {
    StringBuilder text = new StringBuilder();
    PartPlaces.Place last = here;
    long from = here.start();
    boolean reread = false;
    if (all.stream().allMatch(each -> each.lane() == here.lane())) {
      all.sort(Comparator.comparingLong(PartPlaces.Place::start));
    }
    for (PartPlaces.Place each : all) {
      text.append(text.length() == 0 ? "" : Combination.BETWEEN_PARTS).append(each.text().strip());
      reread |= each.reread();
      from = each.lane() == here.lane() ? Math.min(from, each.start()) : from;
      if (each.lane() == last.lane() && each.end() > last.end()) {
        last = each;
      }
    }
    ListedPhrase phrase = whole.phrase().whole(text.toString());
    FoundCombination found =
        new FoundCombination(
            whole.number(), last.lane(), phrase, from, last.start(), last.end(), reread);
    List<FoundCombination> told = asked;
    Taken taken = sink.found(found, told == null);
    if (told != null && taken != Taken.NOT) {
      told.add(found);
    }
    return taken == Taken.FOR_GOOD;
  }
}
