package org.schoolgate.console.people;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what came of a password, so that the requests of somebody who has signed in do not cost
 * a quarter of a second each.
 *
 * <p>It holds no password: an entry is found by a hash of source, account and password under a key
 * that this process makes for itself and that is kept nowhere. A source is part of it, so that
 * nobody finds out elsewhere what somebody typed here. An entry answers only for the very account
 * that it was made of: a new password, another group or role, or the end of the account ends it.
 * Ten minutes without use, or an hour, end it too. Wrong answers are remembered as well: a browser
 * that sends its old password with thirty requests has guessed once. Bounded; what was used longest
 * ago goes first. Thread-safe; nothing blocks.
 */
public final class LogOnCache {

  /** The most answers that are remembered. */
  static final int ANSWERS_MAX = 10_000;

  /** How long an answer is remembered that nobody asks for. */
  static final long UNUSED_MILLIS_MAX = 600_000;

  /** How long an answer is remembered. */
  static final long AGE_MILLIS_MAX = 3_600_000;

  private static final String HASH = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final Clock clock;
  private final SecretKeySpec secret;
  private final Map<Key, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
          return size() > ANSWERS_MAX;
        }
      };

  /** A hash of what was given, and of where. */
  record Key(ByteBuffer hash) {}

  private static final class Entry {
    private final LogOn answer;
    private final long madeAt;
    private long usedAt;

    Entry(LogOn answer, long now) {
      this.answer = answer;
      this.madeAt = now;
      this.usedAt = now;
    }

    /** A clock that went back ends it. */
    boolean isFresh(long now) {
      long age = now - madeAt;
      long unused = now - usedAt;
      return age >= 0 && age < AGE_MILLIS_MAX && unused >= 0 && unused < UNUSED_MILLIS_MAX;
    }

    boolean isAbout(@Nullable Person now) {
      if (answer instanceof LogOn.Known known) {
        return known.person().equals(now);
      }
      return answer instanceof LogOn.Wrong wrong
          && (now == null ? wrong.person() == null : now.equals(wrong.person()));
    }
  }

  /** Remembers nothing yet. */
  public LogOnCache(Clock clock, SecureRandom random) {
    this.clock = clock;
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    this.secret = new SecretKeySpec(key, HASH);
  }

  Key key(LogOnSource source, String account, char[] password) {
    try {
      Mac mac = Mac.getInstance(HASH);
      mac.init(secret);
      field(mac, StandardCharsets.UTF_8.encode(source.key()));
      field(mac, StandardCharsets.UTF_8.encode(account));
      ByteBuffer secretBytes = StandardCharsets.UTF_16BE.encode(CharBuffer.wrap(password));
      field(mac, secretBytes.duplicate());
      while (secretBytes.hasRemaining()) {
        secretBytes.put((byte) 0);
      }
      return new Key(ByteBuffer.wrap(mac.doFinal()).asReadOnlyBuffer());
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every Java runtime has " + HASH, impossible);
    }
  }

  /** With its length in front, so that no two lists of fields are the same bytes. */
  private static void field(Mac mac, ByteBuffer bytes) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.remaining()));
    mac.update(bytes);
  }

  /** What came of it, if that still holds for this account as it is now. */
  synchronized Optional<LogOn> find(Key key, @Nullable Person now) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    long millis = clock.millis();
    if (!entry.isFresh(millis) || !entry.isAbout(now)) {
      entries.remove(key);
      return Optional.empty();
    }
    entry.usedAt = millis;
    return Optional.of(entry.answer);
  }

  /** Remembers an answer, and gives it back. */
  synchronized LogOn put(Key key, LogOn answer) {
    entries.put(key, new Entry(answer, clock.millis()));
    return answer;
  }

  synchronized int size() {
    return entries.size();
  }
}
