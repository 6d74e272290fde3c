package org.schoolgate.console.people;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.RefusedException;

/**
 * Makes and checks password hashes with bcrypt, and wipes what it was given.
 *
 * <p>bcrypt reads 72 bytes and ignores the rest, so a longer password is refused instead of being
 * shortened behind somebody's back. An unknown account costs the same work as a known one: its
 * password is checked against random bytes in the form of a hash, and a wrong one for a cheaper
 * hash is made up to the same work, so that the time of an answer does not say who has an account.
 * Thread-safe.
 */
public final class Passwords {

  /** The least cost that is taken; each step doubles the work. */
  public static final int COST_MIN = 10;

  /** The most: about 30 seconds for one check, more helps nobody. */
  public static final int COST_MAX = 18;

  /** What a configuration that says nothing means. */
  public static final int COST_DEFAULT = 12;

  /** The fewest characters of a new password. */
  public static final int CHARS_MIN = 10;

  /** The most bytes of a password in UTF-8; bcrypt reads no more. */
  public static final int BYTES_MAX = 72;

  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
  private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");
  private static final int COST_FROM = "$2a$".length();
  private static final int COST_TO = COST_FROM + 2;
  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BYTES = 23;
  private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

  private final int cost;
  private final SecureRandom random;
  private final byte[] saltOfNobody = new byte[SALT_BYTES];
  private final byte[] digestOfNobody = new byte[DIGEST_BYTES];

  /**
   * Hashes at that cost.
   *
   * @throws IllegalArgumentException if the cost is outside {@link #COST_MIN} to {@link #COST_MAX}
   */
  public Passwords(int cost, SecureRandom random) {
    if (cost < COST_MIN || cost > COST_MAX) {
      throw new IllegalArgumentException(
          "the bcrypt cost must be %d to %d, not %d".formatted(COST_MIN, COST_MAX, cost));
    }
    this.cost = cost;
    this.random = random;
    random.nextBytes(saltOfNobody);
    random.nextBytes(digestOfNobody);
  }

  /**
   * The hash of a new password. Takes about a quarter of a second at the default cost; the password
   * is wiped, whatever happens.
   *
   * @throws RefusedException ({@code INVALID}) if it is too short, too long or not text
   */
  public String hash(char[] password) {
    byte @Nullable [] bytes = null;
    try {
      int characters = Character.codePointCount(password, 0, password.length);
      if (characters < CHARS_MIN) {
        throw refused("a password needs at least " + CHARS_MIN + " characters");
      }
      bytes = utf8(password);
      if (bytes == null) {
        throw refused("a password must be text; half a character stands in this one");
      }
      if (bytes.length > BYTES_MAX) {
        throw refused(
            "a password may have at most "
                + BYTES_MAX
                + " bytes; accented letters count as two and emoji as four");
      }
      return new String(hasher().hash(cost, bytes), StandardCharsets.US_ASCII);
    } finally {
      wipe(bytes);
      Arrays.fill(password, '\0');
    }
  }

  /**
   * Whether the password belongs to the hash; null is the hash of an unknown account and costs the
   * same work. The password is wiped.
   */
  boolean matches(char[] password, @Nullable String hash) {
    byte @Nullable [] bytes = null;
    try {
      bytes = utf8(password);
      if (hash == null || bytes == null || bytes.length > BYTES_MAX) {
        work(cost);
        return false;
      }
      boolean right = verifyer().verify(bytes, hash.getBytes(StandardCharsets.US_ASCII)).verified;
      if (!right) {
        // 2^c and then 2^c + ... + 2^(cost-1) make 2^cost.
        for (int missing = costOf(hash); missing < cost; missing++) {
          work(missing);
        }
      }
      return right;
    } finally {
      wipe(bytes);
      Arrays.fill(password, '\0');
    }
  }

  private void work(int atCost) {
    BCrypt.HashData nobody =
        new BCrypt.HashData(atCost, VERSION, saltOfNobody.clone(), digestOfNobody.clone());
    if (verifyer().verify(new byte[1], nobody).verified) {
      throw new IllegalStateException("random bytes are the hash of a password");
    }
  }

  /** Whether the text is a bcrypt hash that this class can check, of a cost it would make. */
  static boolean isHash(String text) {
    return HASH.matcher(text).matches() && costOf(text) >= COST_MIN && costOf(text) <= COST_MAX;
  }

  private static int costOf(String hash) {
    return Integer.parseInt(hash.substring(COST_FROM, COST_TO));
  }

  private BCrypt.Hasher hasher() {
    return BCrypt.with(VERSION, random, LongPasswordStrategies.strict(VERSION));
  }

  private static BCrypt.Verifyer verifyer() {
    return BCrypt.verifyer(null, LongPasswordStrategies.strict(VERSION));
  }

  /** The password's bytes, or null if half a surrogate pair stands in it. */
  private static byte @Nullable [] utf8(char[] password) {
    byte[] room = new byte[Math.multiplyExact(password.length, UTF8_BYTES_PER_CHAR_MAX)];
    try {
      ByteBuffer encoded = ByteBuffer.wrap(room);
      CoderResult result =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), encoded, true);
      return result.isError() ? null : Arrays.copyOf(room, encoded.position());
    } finally {
      wipe(room);
    }
  }

  private static void wipe(byte @Nullable [] bytes) {
    if (bytes != null) {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static RefusedException refused(String message) {
    return new RefusedException(RefusedException.Kind.INVALID, message);
  }
}
