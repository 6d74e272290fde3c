package org.schoolgate.audit;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a record stands in the ledger, in a form that a child can read out over the telephone:
 * {@code SG-}, then Crockford's base 32 in groups of four, then a check symbol, as in {@code
 * SG-00A7-6}. A record of the traffic log has {@code ST-} and another check symbol, so that neither
 * can be taken for the other.
 *
 * <p>The check symbol is a weighted sum over GF(32), not Crockford's own modulo 37: it comes from
 * the same 32 symbols, where his may be {@code *}, {@code ~} or {@code $}, which do not survive a
 * shell or a telephone; and like his it finds every single wrong symbol and every swap of two
 * neighbours.
 *
 * @param epoch which ledger of this school, from 1; a new one begins when the old one is found
 *     damaged
 * @param index the record's index in that ledger, from 0
 * @param isTraffic whether it is a record of the traffic log instead
 */
public record Reference(int epoch, long index, boolean isTraffic) {

  private static final String LEDGER_PREFIX = "SG";
  private static final String TRAFFIC_PREFIX = "ST";
  private static final int PREFIX_CHARS = 2;
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SYMBOL_BITS = 5;
  private static final int GROUP_SYMBOLS = 4;
  private static final int DIGITS_MAX = 12;
  private static final int INDEX_BITS = 40;
  private static final int EPOCH_MAX = 1 << 20;
  private static final int TEXT_CHARS_MAX = 40;

  /** Reduces x^5 to x^2 + 1, which makes the 5-bit numbers a field. */
  private static final int FIELD_POLYNOMIAL = 0b100101;

  /** Checks the ranges. */
  public Reference {
    if (epoch < 1 || epoch > EPOCH_MAX) {
      throw new IllegalArgumentException("an epoch is 1 to " + EPOCH_MAX + ", not " + epoch);
    }
    if (index < 0 || index >>> INDEX_BITS != 0) {
      throw new IllegalArgumentException("an index has 0 to 40 bits, not " + index);
    }
  }

  /** A record of the first ledger. */
  public Reference(long index) {
    this(1, index);
  }

  /** A record of a ledger. */
  public Reference(int epoch, long index) {
    this(epoch, index, false);
  }

  static Reference in(String log, int epoch, long index) {
    return new Reference(epoch, index, log.equals(AuditStore.TRAFFIC));
  }

  /** The log that it is a record of. */
  public String log() {
    return isTraffic ? AuditStore.TRAFFIC : AuditStore.LEDGER;
  }

  /**
   * Reads what {@link #toString} prints, forgiving case, spaces, hyphens, O for 0, I or L for 1,
   * and of the ledger's a missing prefix.
   *
   * @return empty if it is no reference or its check symbol is wrong
   */
  public static Optional<Reference> parse(String text) {
    if (text.length() > TEXT_CHARS_MAX) {
      return Optional.empty();
    }
    String symbols = text.toUpperCase(Locale.ROOT).replaceAll("[- ]", "");
    // The letters are digits too; but digits come in fours, so the length tells.
    boolean prefixed = symbols.length() % GROUP_SYMBOLS == PREFIX_CHARS + 1;
    boolean isTraffic = prefixed && symbols.startsWith(TRAFFIC_PREFIX);
    if (prefixed && !isTraffic && !symbols.startsWith(LEDGER_PREFIX)) {
      return Optional.empty();
    }
    if (prefixed) {
      symbols = symbols.substring(PREFIX_CHARS);
    }
    symbols = symbols.replace('O', '0').replace('I', '1').replace('L', '1');
    int digits = symbols.length() - 1;
    if (digits < GROUP_SYMBOLS || digits > DIGITS_MAX || digits % GROUP_SYMBOLS != 0) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = SYMBOLS.indexOf(symbols.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      value = value << SYMBOL_BITS | digit;
    }
    if (symbols.charAt(digits) != checkOf(symbols.substring(0, digits), isTraffic)
        || value >>> INDEX_BITS >= EPOCH_MAX) {
      return Optional.empty();
    }
    return Optional.of(
        new Reference(
            (int) (value >>> INDEX_BITS) + 1, value & ((1L << INDEX_BITS) - 1), isTraffic));
  }

  /** As printed on a block page and in the {@code Schoolgate-Reference} header. */
  @Override
  public String toString() {
    StringBuilder digits = new StringBuilder();
    long value = (long) (epoch - 1) << INDEX_BITS | index;
    while (value != 0 || digits.length() == 0 || digits.length() % GROUP_SYMBOLS != 0) {
      digits.append(SYMBOLS.charAt((int) (value & (SYMBOLS.length() - 1))));
      value >>>= SYMBOL_BITS;
    }
    String number = digits.reverse().toString();
    StringBuilder text = new StringBuilder(isTraffic ? TRAFFIC_PREFIX : LEDGER_PREFIX).append('-');
    for (int i = 0; i < number.length(); i += GROUP_SYMBOLS) {
      text.append(number, i, i + GROUP_SYMBOLS).append('-');
    }
    return text.append(checkOf(number, isTraffic)).toString();
  }

  /**
   * Horner's rule at x over GF(32); not starting from 0 makes a lost leading zero show, and
   * starting from two numbers gives the two logs different symbols for every index.
   */
  private static char checkOf(String digits, boolean isTraffic) {
    int sum = isTraffic ? 2 : 1;
    for (int i = 0; i < digits.length(); i++) {
      sum = timesX(sum) ^ SYMBOLS.indexOf(digits.charAt(i));
    }
    return SYMBOLS.charAt(timesX(sum));
  }

  private static int timesX(int element) {
    int doubled = element << 1;
    return doubled < SYMBOLS.length() ? doubled : doubled ^ FIELD_POLYNOMIAL;
  }
}
