package org.schoolgate.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * Joins what somebody types into a search box to one search, so that one violation is on record and
 * not one for each key.
 *
 * <p>Pages and browsers ask for suggestions at each key: {@code h}, {@code ho}, {@code how}. Of
 * such texts only one that would be recorded is kept, until it stands for {@link #STANDS}: then it
 * was meant, and is told as due. The next key puts its text in the place of the one before, if it
 * goes on from it or corrects it; so what became harmless is dropped. A text that begins anew
 * leaves the one before standing. A search that was carried out takes the place of its typing,
 * since it has a record of its own. What was told is remembered for {@link #REMEMBERED}, and the
 * same words are told no second time.
 *
 * <p>In bounded memory: whatever there is no room for is due at once. Thread-safe.
 */
final class SearchBoxes {

  /** How long a text stands before it counts as meant: longer than a slow typist's next key. */
  static final Duration STANDS = Duration.ofSeconds(5);

  /** How long the same words are not told again. */
  static final Duration REMEMBERED = Duration.ofMinutes(1);

  static final int BOXES_MAX = 4_096;

  /** The texts of one box: several pupils may share a logon and an address. */
  static final int TEXTS_MAX = 4;

  private static final int CHARS_MAX = 1_024;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Where somebody types. */
  record Box(String name, String address, String engine) {
    static Box of(Subject subject, String engine) {
      return new Box(subject.name(), subject.address(), engine);
    }
  }

  /** A text that would be recorded, with what it takes to do so. */
  record Typed(Flow flow, Subject subject, Target target, Assessment assessment) {}

  /**
   * What was found in a text: new words, the same of another kind, or the same that are blocked now
   * are told again. What is blocked and is no violation has neither category nor phrase.
   */
  private record Found(@Nullable Category category, @Nullable String phrase, boolean passes) {
    static Set<Found> in(Assessment assessment) {
      boolean passes = assessment.decision().passes();
      Set<Found> all = new HashSet<>();
      assessment
          .violations()
          .forEach(each -> all.add(new Found(each.category(), each.phrase(), passes)));
      if (all.isEmpty()) {
        all.add(new Found(null, null, passes));
      }
      return all;
    }
  }

  /** One text on its way. */
  private static final class Text {
    private final Set<Found> told = new HashSet<>();
    private String text;
    private Instant since;
    private Instant toldAt;
    private @Nullable Typed typed;

    Text(String text, Instant since) {
      this.text = text;
      this.since = since;
      this.toldAt = since;
    }

    /** Takes what is to be told of it, if it stood long enough, or the clock was set back. */
    @Nullable Typed takeDue(Instant now) {
      return Duration.between(since, now).abs().compareTo(STANDS) < 0 ? null : take();
    }

    /** A text stands now; what was told long ago is told again. */
    void stands(String newText, Instant now) {
      text = newText;
      since = now;
      if (!toldAt.plus(REMEMBERED).isAfter(now)) {
        told.clear();
      }
    }

    void told(Assessment assessment, Instant at) {
      toldAt = at;
      told.addAll(Found.in(assessment));
    }

    @Nullable Typed take() {
      Typed due = typed;
      typed = null;
      if (due != null) {
        told(due.assessment(), since);
      }
      return due;
    }

    boolean isOver(Instant now) {
      return typed == null && (told.isEmpty() || !since.plus(REMEMBERED).isAfter(now));
    }
  }

  /** By age: the box that was begun first is the first. */
  private final Map<Box, List<Text>> boxes = new LinkedHashMap<>();

  /**
   * A text stands in a box now.
   *
   * @param typed what would be recorded of it; null if nothing would
   * @return what is due because of it
   */
  synchronized List<Typed> typed(Box box, String text, @Nullable Typed typed, Instant now) {
    List<Typed> due = new ArrayList<>();
    String plain = plain(text);
    List<Text> texts = boxes.get(box);
    Text own = texts == null ? null : goneOnFrom(texts, plain, now, due);
    if (own == null && typed != null) {
      own = begin(box, plain, now, due);
    }
    if (own != null) {
      own.stands(plain, now);
      own.typed =
          typed == null || own.told.containsAll(Found.in(typed.assessment())) ? null : typed;
    }
    return due;
  }

  /**
   * A search was carried out, and has its own record.
   *
   * @param assessment what is on record of it
   * @return what is due because of it
   */
  synchronized List<Typed> searched(Box box, String text, Assessment assessment, Instant now) {
    List<Typed> due = new ArrayList<>();
    String plain = plain(text);
    List<Text> texts = boxes.get(box);
    Text own = texts == null ? null : related(texts, plain);
    if (own == null && !assessment.violations().isEmpty()) {
      own = begin(box, plain, now, due);
    }
    if (own != null) {
      Typed before = own.typed;
      if (before != null && !Found.in(assessment).containsAll(Found.in(before.assessment()))) {
        addIfThere(due, own.takeDue(now));
      }
      own.stands(plain, now);
      own.typed = null;
      own.told(assessment, now);
    }
    return due;
  }

  /** What stood long enough by now. To be asked every second. */
  synchronized List<Typed> due(Instant now) {
    List<Typed> due = new ArrayList<>();
    for (Iterator<List<Text>> each = boxes.values().iterator(); each.hasNext(); ) {
      List<Text> texts = each.next();
      texts.forEach(text -> addIfThere(due, text.takeDue(now)));
      texts.removeIf(text -> text.isOver(now));
      if (texts.isEmpty()) {
        each.remove();
      }
    }
    return due;
  }

  /** What stands now, however short; nothing is left. */
  synchronized List<Typed> all() {
    List<Typed> all = new ArrayList<>();
    boxes.values().forEach(texts -> texts.forEach(text -> addIfThere(all, text.take())));
    boxes.clear();
    return all;
  }

  /** The text that this one comes from; one that stood long enough is due, and is not forgotten. */
  private static @Nullable Text goneOnFrom(
      List<Text> texts, String plain, Instant now, List<Typed> due) {
    Text own = related(texts, plain);
    if (own != null) {
      addIfThere(due, own.takeDue(now));
    }
    return own;
  }

  private static @Nullable Text related(List<Text> texts, String plain) {
    for (int i = texts.size() - 1; i >= 0; i--) {
      if (comesFrom(plain, texts.get(i).text)) {
        return texts.get(i);
      }
    }
    return null;
  }

  private Text begin(Box box, String plain, Instant now, List<Typed> due) {
    if (boxes.size() >= BOXES_MAX && !boxes.containsKey(box)) {
      Iterator<List<Text>> oldest = boxes.values().iterator();
      oldest.next().forEach(text -> addIfThere(due, text.take()));
      oldest.remove();
    }
    List<Text> texts = boxes.computeIfAbsent(box, isNew -> new ArrayList<>(1));
    if (texts.size() == TEXTS_MAX) {
      addIfThere(due, texts.remove(0).take());
    }
    Text text = new Text(plain, now);
    texts.add(text);
    return text;
  }

  private static void addIfThere(List<Typed> to, @Nullable Typed typed) {
    if (typed != null) {
      to.add(typed);
    }
  }

  /** Letters at the end, or a correction: half of the longer one stays at least. */
  private static boolean comesFrom(String text, String before) {
    if (text.startsWith(before)) {
      return true;
    }
    int shorter = Math.min(text.length(), before.length());
    int first = 0;
    while (first < shorter && text.charAt(first) == before.charAt(first)) {
      first++;
    }
    int last = 0;
    while (last < shorter - first
        && text.charAt(text.length() - 1 - last) == before.charAt(before.length() - 1 - last)) {
      last++;
    }
    return 2 * (first + last) >= Math.max(text.length(), before.length());
  }

  private static String plain(String text) {
    String cut = text.substring(0, Math.min(text.length(), CHARS_MAX));
    return SPACE.matcher(cut).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
