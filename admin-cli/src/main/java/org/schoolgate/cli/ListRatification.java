package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.lists.OwnListBook;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.people.Powers;

/** What waits for a second person, for whoever looks (S33). */
final class ListRatification {

  private static final String NOBODY =
      "nobody has an account that may; make the headteacher's with `schoolgate people add`";

  private static final String NO_PASSWORD =
      "of those who may nobody has a password yet; set one with `schoolgate people passwd ACCOUNT`";

  private ListRatification() {}

  /** A warning while something is overdue; it names no entry. */
  static Optional<String> alarm(Office office) {
    int overdue = office.ownListsForReading().overdue().size();
    if (overdue == 0) {
      return Optional.empty();
    }
    return Optional.of(
        (overdue == 1
                ? "1 entry of the school's own lists has"
                : overdue + " entries of the school's own lists have")
            + " waited for a second person for more than a school day: "
            + (somebodyCan(office)
                ? "`schoolgate lists pending` prints what waits"
                : nobody(office)));
  }

  /** Whether an entry is over before a second person must have said anything. */
  static boolean endsFirst(@Nullable Instant until, @Nullable Instant ratifyBy) {
    return until != null && ratifyBy != null && !until.isAfter(ratifyBy);
  }

  /** What a second person has to do with an entry that was just added. */
  static String told(
      Office office, String entry, @Nullable Instant until, Instant ratifyBy, String byTime) {
    if (!endsFirst(until, ratifyBy)) {
      return "a second person ratifies it by " + byTime + ": " + how(office, entry);
    }
    return "it ends before a second person has to ratify it"
        + (somebodyCan(office) ? "; while it lasts one may: " + how(office, entry) : "");
  }

  private static String how(Office office, String entry) {
    return somebodyCan(office)
        ? "schoolgate lists ratify " + ShellWord.of(entry) + " --by ACCOUNT --reason TEXT"
        : nobody(office);
  }

  private static String nobody(Office office) {
    return office.people().people().anyone(person -> Powers.may(person, Power.RATIFY_LISTS))
        ? NO_PASSWORD
        : NOBODY;
  }

  private static boolean somebodyCan(Office office) {
    return office
        .people()
        .people()
        .anyone(person -> person.hasPassword() && Powers.may(person, Power.RATIFY_LISTS));
  }

  /** A line for status; none if nothing waits. */
  static Optional<String> line(Office office) {
    OwnListBook book = office.ownListsForReading();
    int waiting = book.waiting().size();
    int overdue = book.overdue().size();
    return waiting == 0
        ? Optional.empty()
        : Optional.of(
            (waiting == 1 ? "1 entry waits" : waiting + " entries wait")
                + " for a second person"
                + (overdue == 0 ? "" : ", " + overdue + " of them overdue")
                + ": `schoolgate lists pending`");
  }

  /** The same for programs. */
  static void toJson(Office office, ObjectNode object) {
    OwnListBook book = office.ownListsForReading();
    object.put("waiting", book.waiting().size());
    object.put("overdue", book.overdue().size());
  }

  /** {@code schoolgate_list_ratification_overdue}: how many entries wait for too long. */
  static void measure(Office office, MeterRegistry meters) {
    Gauge.builder(
            "schoolgate.list.ratification.overdue",
            office,
            each -> each.ownListsForReading().overdue().size())
        .description("Entries of the school's own lists that wait for a second person for too long")
        .register(meters);
  }
}
