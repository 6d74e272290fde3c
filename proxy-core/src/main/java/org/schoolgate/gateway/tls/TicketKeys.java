package org.schoolgate.gateway.tls;

import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which clients keep their sessions (RFC 5077). They are random, in memory only, and
 * replaced every few hours; the last one still opens what it closed. The JDK's engine has keys of
 * its own making. Thread-safe.
 */
final class TicketKeys {

  private static final long AGE_NANOS_MAX = TimeUnit.HOURS.toNanos(6);

  private final @Nullable OpenSslSessionContext sessions;
  private final SecureRandom random;
  private OpenSslSessionTicketKey current;
  private volatile long madeNanos;

  TicketKeys(SslContext context, SecureRandom random) {
    this.sessions =
        context.sessionContext() instanceof OpenSslSessionContext native0 ? native0 : null;
    this.random = random;
    this.current = newKey();
    this.madeNanos = System.nanoTime();
    if (sessions != null) {
      sessions.setTicketKeys(current);
    }
  }

  void renewIfOld() {
    if (System.nanoTime() - madeNanos > AGE_NANOS_MAX) {
      renew();
    }
  }

  private synchronized void renew() {
    if (System.nanoTime() - madeNanos > AGE_NANOS_MAX) {
      madeNanos = System.nanoTime();
      OpenSslSessionTicketKey last = current;
      current = newKey();
      if (sessions != null) {
        sessions.setTicketKeys(current, last);
      }
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
