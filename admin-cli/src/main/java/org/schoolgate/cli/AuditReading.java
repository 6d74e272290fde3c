package org.schoolgate.cli;

import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.people.Power;

/**
 * Puts reading of the ledger on the ledger, before anything is printed (S53): that somebody without
 * an account looked, since then nobody knows who it was, and that somebody looked who may not.
 */
final class AuditReading {

  private final Desk desk;
  private final String command;
  private final Caller reader;

  /**
   * One reading.
   *
   * @param command as it was typed, for example {@code audit tail}
   */
  AuditReading(Desk desk, String command, Caller reader) {
    this.desk = desk;
    this.command = command;
    this.reader = reader;
  }

  /**
   * Refuses a reader who has not that power, on record.
   *
   * @param opened which record was asked for; null for a listing
   */
  void require(Power power, @Nullable Reference opened) {
    try {
      reader.require(power);
    } catch (RefusedException | CommandFailure refused) {
      recordRefusal(opened);
      throw refused;
    }
  }

  /** Records that something was withheld from the reader. */
  void recordRefusal(@Nullable Reference opened) {
    append(new AccessEvent.ReadingRefused(command, opened, reader.account()));
  }

  /** Records what a reader without an account is about to be shown. */
  void recordListing(@Nullable String person, long count) {
    if (reader.mapped().isEmpty()) {
      append(new AccessEvent.RecordsListed(command, person, count, reader.account()));
    }
  }

  private void append(LedgerEvent event) {
    AuditAppend.await(AuditAppend.gate(desk).append(event));
  }
}
