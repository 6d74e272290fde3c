package org.schoolgate.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What concerns who is let in, and who looks at what is on record about others. */
public sealed interface AccessEvent extends LedgerEvent {

  /**
   * An account was made (S42).
   *
   * @param person its id
   * @param roles its roles
   * @param addedBy account that made it
   */
  record PersonAdded(String person, List<String> roles, String addedBy) implements AccessEvent {}

  /**
   * An account was removed.
   *
   * @param person its id
   * @param removedBy account that removed it
   */
  record PersonRemoved(String person, String removedBy) implements AccessEvent {}

  /**
   * A password was set; never the password.
   *
   * @param person whose
   * @param changedBy account that set it
   */
  record PasswordChanged(String person, String changedBy) implements AccessEvent {}

  /**
   * Somebody gave a password that is not the account's.
   *
   * @param account the account; null if there is none of the name that was given, because what
   *     stands in the wrong field may be a password
   * @param unixUser the local user who gave it, as the operating system says; null for a client
   * @param address of the client that gave it to the proxy; null for a local user
   */
  record LogOnFailed(@Nullable String account, @Nullable String unixUser, @Nullable String address)
      implements AccessEvent {}

  /**
   * Passwords were not looked at, because too many wrong ones had come from there: the first of a
   * spell by itself, the others together when it is over.
   *
   * @param unixUser the local user who gave them, as the operating system says; null for a client
   * @param address of the client that gave them to the proxy; null for a local user
   * @param count how many
   * @param from the first
   * @param until the last
   */
  record LogOnSlowed(
      @Nullable String unixUser, @Nullable String address, long count, Instant from, Instant until)
      implements AccessEvent {}

  /**
   * Somebody read a capture or another record about a named subject (S51-S53); appended before the
   * bytes are shown.
   *
   * @param opened which record
   * @param openedBy account that reads
   * @param why as the reader said; null if not asked
   */
  record CaptureOpened(Reference opened, String openedBy, @Nullable String why)
      implements AccessEvent {}

  /**
   * A local user without an account, such as {@code local:root}, was shown outlines of records by a
   * command such as {@code audit tail} (S53); of everybody if the person is null. Appended before.
   */
  record RecordsListed(String command, @Nullable String person, long count, String listedBy)
      implements AccessEvent {}

  /**
   * An account, or a local user as {@code local:name}, asked by a command for a record that it may
   * not read, or for a listing if the record is null.
   */
  record ReadingRefused(String command, @Nullable Reference opened, String refusedTo)
      implements AccessEvent {}
}
