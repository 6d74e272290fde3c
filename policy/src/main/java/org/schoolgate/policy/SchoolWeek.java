package org.schoolgate.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

/**
 * Cuts the school's week into the slots between which some schedule begins or ends, so that a
 * policy can be compiled once for each slot.
 *
 * <p>Thread-safe. The slot of the present minute is remembered, so asking again within it costs two
 * reads.
 */
final class SchoolWeek {

  private final ZoneId zone;
  private final int[] slotStarts;
  private volatile Now now = new Now(Long.MIN_VALUE, 0);

  private record Now(long epochMinute, int slot) {}

  SchoolWeek(ZoneId zone, Collection<Schedule> schedules) {
    this.zone = zone;
    BitSet edges = new BitSet(Schedule.MINUTES_PER_WEEK);
    edges.set(0);
    for (Schedule schedule : schedules) {
      schedule.markEdges(edges);
    }
    edges.clear(Schedule.MINUTES_PER_WEEK, Schedule.MINUTES_PER_WEEK + 1);
    this.slotStarts = edges.stream().toArray();
  }

  ZoneId zone() {
    return zone;
  }

  int slots() {
    return slotStarts.length;
  }

  /** The minute of the week at which a slot begins; stands for the whole slot. */
  int firstMinuteOf(int slot) {
    return slotStarts[slot];
  }

  int slotAt(Instant at) {
    long epochMinute = Math.floorDiv(at.getEpochSecond(), 60L);
    Now remembered = now;
    if (remembered.epochMinute == epochMinute) {
      return remembered.slot;
    }
    int slot = slotOf(minuteOfWeek(at));
    now = new Now(epochMinute, slot);
    return slot;
  }

  private int slotOf(int minuteOfWeek) {
    int found = Arrays.binarySearch(slotStarts, minuteOfWeek);
    return found >= 0 ? found : -found - 2;
  }

  private int minuteOfWeek(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    return (local.getDayOfWeek().getValue() - 1) * Schedule.MINUTES_PER_DAY
        + local.getHour() * 60
        + local.getMinute();
  }
}
