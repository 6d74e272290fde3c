package org.schoolgate.gateway.tls;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The keys under which clients keep their sessions (RFC 5077). They are random, in memory only, and
 * replaced every few hours; the last one still opens what it closed. Thread-safe.
 */
final class TicketKeys {

  static final Duration AGE_MAX = Duration.ofHours(6);

  private final Consumer<List<OpenSslSessionTicketKey>> user;
  private final Clock clock;
  private final SecureRandom random;
  private OpenSslSessionTicketKey current;
  private volatile Instant madeAt;

  /**
   * Keys, the first of which is made at once.
   *
   * @param user is given those that are in use each time that they change, the newest first
   */
  TicketKeys(Consumer<List<OpenSslSessionTicketKey>> user, Clock clock, SecureRandom random) {
    this.user = user;
    this.clock = clock;
    this.random = random;
    this.current = newKey();
    this.madeAt = clock.instant();
    user.accept(List.of(current));
  }

  /** To be called before a key is used. */
  void renewIfOld() {
    if (isOld()) {
      renew();
    }
  }

  /** Also when the clock was set back: nobody can tell then how old it is. */
  private boolean isOld() {
    return Duration.between(madeAt, clock.instant()).abs().compareTo(AGE_MAX) > 0;
  }

  private synchronized void renew() {
    if (isOld()) {
      madeAt = clock.instant();
      OpenSslSessionTicketKey last = current;
      current = newKey();
      user.accept(List.of(current, last));
    }
  }

  private OpenSslSessionTicketKey newKey() {
    return new OpenSslSessionTicketKey(
        bytes(OpenSslSessionTicketKey.NAME_SIZE),
        bytes(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
        bytes(OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
