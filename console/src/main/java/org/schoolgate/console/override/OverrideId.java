package org.schoolgate.console.override;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Short names of overrides that can be read out: {@code ovr-} and six symbols of Crockford's base
 * 32, which has no I, L, O and U.
 */
final class OverrideId {

  private static final String PREFIX = "ovr-";
  private static final String SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int SYMBOL_COUNT = 6;

  private OverrideId() {}

  /** A new one; the caller checks that it is not taken. */
  static String next(SecureRandom random) {
    StringBuilder id = new StringBuilder(PREFIX);
    for (int i = 0; i < SYMBOL_COUNT; i++) {
      id.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
    }
    return id.toString();
  }

  /** The id as it is stored, from what somebody typed: forgives case, O for 0, I and L for 1. */
  static String canonical(String typed) {
    String lower = typed.strip().toLowerCase(Locale.ROOT);
    String symbols = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
    return PREFIX + symbols.replace('o', '0').replace('i', '1').replace('l', '1');
  }
}
