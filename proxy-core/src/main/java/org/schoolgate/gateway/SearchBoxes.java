package org.schoolgate.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.TypedText.Typed;
import org.schoolgate.policy.Subject;

/**
 * Joins what somebody types into search boxes to one search, so that one violation is on record and
 * not one for each key.
 *
 * <p>Pages and browsers ask for suggestions at each key: {@code h}, {@code ho}, {@code how}. Such a
 * text is told as due when it stood for {@link #STANDS}: then it was meant. The next key puts its
 * text in the place of the one that it goes on from or corrects; so what became harmless is
 * dropped. Which key is the next, the time of the requests says and not the order of the calls.
 *
 * <p>A text that begins anew leaves the one before standing. Several people may type at one seat,
 * behind a shared logon or a shared address: each text goes on from the one that it is nearest to,
 * so harmless ones are remembered too, and two that come to the same words stay two. Engines are
 * not told apart, since browsers ask one for suggestions and another for the results; where two
 * texts are equally near, the one at the same engine is taken.
 *
 * <p>A search that was carried out takes the place of its typing, since it has a record of its own.
 * What was told is remembered for {@link #REMEMBERED}, and the same words are told no second time.
 *
 * <p>In bounded memory: whatever there is no room for is due at once. Thread-safe.
 */
final class SearchBoxes {

  /** How long a text stands before it counts as meant: longer than a slow typist's next key. */
  static final Duration STANDS = Duration.ofSeconds(5);

  /**
   * The same of a text whose results a browser has fetched ahead and may show: nobody reads results
   * and types on as fast as that.
   */
  static final Duration SHOWN_STANDS = Duration.ofSeconds(2);

  /** How long a text is gone on from, and the same words are not told again. */
  static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** The texts of all seats. */
  static final int TEXTS_MAX = 8_192;

  /** The texts of one seat: several pupils may share a logon and an address. */
  static final int TEXTS_OF_SEAT_MAX = 32;

  /** What waits for the ledger; beyond it, it is a gap. */
  static final int REFUSED_MAX = 1_024;

  /** Two keys may be quicker than one request. */
  private static final int KEY_LETTERS_MAX = 2;

  /** Where somebody types: all the search boxes that one name has at one address. */
  record Seat(String name, String address) {
    static Seat of(Subject subject) {
      return new Seat(subject.name(), subject.address());
    }
  }

  /** By age: the seat that was heard of longest ago is the first. */
  private final Map<Seat, List<TypedText>> seats = new LinkedHashMap<>(16, 0.75f, true);

  /** What stood and could not be recorded. */
  private final Deque<Typed> refused = new ArrayDeque<>();

  private int texts;
  private boolean closed;

  /**
   * A text stands in a box.
   *
   * @param typed what would be recorded of it; null if nothing would
   * @return what is due because of it
   */
  synchronized List<Typed> typed(Seat seat, StandingText text, @Nullable Typed typed) {
    if (closed) {
      return typed == null ? List.of() : List.of(typed);
    }
    List<Typed> due = new ArrayList<>();
    Typed news = typed == null || isTold(seat, text, typed) ? null : typed;
    TypedText own = nearest(seat, text);
    if (own == null) {
      begin(seat, text, due).stands(text, news);
    } else if (!text.isBefore(own.standing())) {
      addIfThere(due, takeDue(seat, own, text.at()));
      own.stands(text, news);
    } else if (typed != null && text.stoodUntil(own.standing(), STANDS) && !own.wasTold(typed)) {
      own.told(typed.assessment(), text.at());
      due.add(typed);
    }
    return due;
  }

  /**
   * A search was carried out, and has its own record. What waits to be told and is more than a key
   * away is not its typing, of which each key was asked about.
   *
   * @param assessment what is on record of it
   * @return what is due because of it
   */
  synchronized List<Typed> searched(Seat seat, StandingText text, Assessment assessment) {
    List<Typed> due = new ArrayList<>();
    if (closed) {
      return due;
    }
    TypedText own = nearest(seat, text);
    boolean other = own != null && own.hasOtherThan(assessment);
    if (own != null && other) {
      addIfThere(due, takeDue(seat, own, text.at()));
    }
    if (own == null || (other && text.lettersFrom(own.standing()) > KEY_LETTERS_MAX)) {
      own = begin(seat, text, due);
    }
    if (!text.isBefore(own.standing())) {
      own.stands(text, null);
    }
    own.told(assessment, text.at());
    return due;
  }

  /**
   * What was due goes back, since it could not be recorded: it is due again, whatever is typed.
   *
   * @return false if there is no room, or the boxes are closed
   */
  synchronized boolean putBack(Typed typed) {
    return !closed && refused.size() < REFUSED_MAX && refused.add(typed);
  }

  /** What stood long enough by now. To be asked every second. */
  synchronized List<Typed> due(Instant now) {
    List<Typed> due = new ArrayList<>(refused);
    refused.clear();
    for (Iterator<List<TypedText>> each = seats.values().iterator(); each.hasNext(); ) {
      List<TypedText> ofSeat = each.next();
      for (TypedText text : ofSeat) {
        addIfThere(due, told(ofSeat, text, text.takeDue(now)));
      }
      int before = ofSeat.size();
      ofSeat.removeIf(text -> text.isOver(now));
      texts -= before - ofSeat.size();
      if (ofSeat.isEmpty()) {
        each.remove();
      }
    }
    return due;
  }

  /** What stands now, however short; nothing is left, and what comes later is due at once. */
  synchronized List<Typed> close() {
    closed = true;
    List<Typed> all = new ArrayList<>(refused);
    refused.clear();
    seats.values().forEach(ofSeat -> takeAll(ofSeat, all));
    seats.clear();
    texts = 0;
    return all;
  }

  /** Whether the same was told of a text that still stands at the same words. */
  private boolean isTold(Seat seat, StandingText text, Typed typed) {
    return seats.getOrDefault(seat, List.of()).stream()
        .anyMatch(
            each -> each.standing().text().equals(text.text()) && each.wasToldAt(text.at(), typed));
  }

  /** The text that this one comes from; null if it begins anew. */
  private @Nullable TypedText nearest(Seat seat, StandingText text) {
    TypedText best = null;
    int bestLetters = 0;
    for (TypedText each : seats.getOrDefault(seat, List.of())) {
      int letters = text.lettersFrom(each.standing());
      if (letters >= 0
          && (best == null
              || letters < bestLetters
              || (letters == bestLetters && isNearer(each, best, text)))) {
        best = each;
        bestLetters = letters;
      }
    }
    return best == null || bestLetters > 0 ? best : whoCameToTheSame(seat, best, text);
  }

  private static boolean isNearer(TypedText each, TypedText best, StandingText text) {
    boolean here = each.standing().engine().equals(text.engine());
    boolean bestHere = best.standing().engine().equals(text.engine());
    return here == bestHere ? best.standing().isBefore(each.standing()) : here;
  }

  /** Somebody else, who has typed since and is a key away, may come to the same words. */
  private TypedText whoCameToTheSame(Seat seat, TypedText same, StandingText text) {
    TypedText latest = same;
    for (TypedText each : seats.getOrDefault(seat, List.of())) {
      if (text.goesOnFrom(each.standing())
          && text.lettersFrom(each.standing()) <= KEY_LETTERS_MAX
          && latest.standing().isBefore(each.standing())) {
        latest = each;
      }
    }
    return latest;
  }

  private TypedText begin(Seat seat, StandingText standing, List<Typed> due) {
    if (texts >= TEXTS_MAX) {
      Iterator<List<TypedText>> oldest = seats.values().iterator();
      List<TypedText> ofOldest = oldest.next();
      takeAll(ofOldest, due);
      texts -= ofOldest.size();
      oldest.remove();
    }
    List<TypedText> ofSeat = seats.computeIfAbsent(seat, isNew -> new ArrayList<>(1));
    if (ofSeat.size() == TEXTS_OF_SEAT_MAX) {
      addIfThere(due, giveWay(ofSeat));
      texts--;
    }
    TypedText text = new TypedText(standing);
    ofSeat.add(text);
    texts++;
    return text;
  }

  /** The first that has nothing to tell; else the first. */
  private static @Nullable Typed giveWay(List<TypedText> ofSeat) {
    for (TypedText each : ofSeat) {
      if (each.hasNothingToTell()) {
        ofSeat.remove(each);
        return null;
      }
    }
    TypedText first = ofSeat.get(0);
    Typed due = told(ofSeat, first, first.take());
    ofSeat.remove(first);
    return due;
  }

  private static void takeAll(List<TypedText> ofSeat, List<Typed> to) {
    ofSeat.forEach(text -> addIfThere(to, told(ofSeat, text, text.take())));
  }

  private @Nullable Typed takeDue(Seat seat, TypedText text, Instant now) {
    return told(seats.getOrDefault(seat, List.of()), text, text.takeDue(now));
  }

  /** What is told of one is told of all that stand at the same words. */
  private static @Nullable Typed told(List<TypedText> ofSeat, TypedText text, @Nullable Typed due) {
    if (due != null) {
      for (TypedText each : ofSeat) {
        if (each != text && each.standing().text().equals(text.standing().text())) {
          each.told(due.assessment(), text.standing().at());
        }
      }
    }
    return due;
  }

  private static void addIfThere(List<Typed> to, @Nullable Typed typed) {
    if (typed != null) {
      to.add(typed);
    }
  }
}
