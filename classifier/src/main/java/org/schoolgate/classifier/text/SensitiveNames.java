package org.schoolgate.classifier.text;

import java.util.Locale;
import java.util.Set;

/**
 * Tells the names of fields whose values are never looked at: passwords, card numbers, tokens. A
 * value that nobody reads cannot end up in a capture (S69).
 */
final class SensitiveNames {

  /** The most characters of a name that are looked at. */
  static final int NAME_CHARS_MAX = 128;

  /** Tell a secret wherever they stand in a name. */
  private static final Set<String> PARTS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "secret",
          "token",
          "csrf",
          "xsrf",
          "security",
          "cardnumber",
          "creditcard",
          "verifier",
          "credential");

  /** Tell a secret as a word of their own; inside others they are innocent ({@code shipping}). */
  private static final Set<String> WORDS =
      Set.of(
          "pwd",
          "pass",
          "pw",
          "pin",
          "pincode",
          "card",
          "cardno",
          "cvv",
          "cvv2",
          "cvc",
          "cvc2",
          "otp",
          "totp",
          "mfa",
          "tan",
          "iban",
          "ssn",
          "nonce",
          "auth",
          "authorization",
          "apikey",
          "sessionid",
          "viewstate",
          "recaptcha",
          "captcha");

  private SensitiveNames() {}

  static boolean isSensitive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String part : PARTS) {
      if (lower.contains(part)) {
        return true;
      }
    }
    int start = 0;
    for (int i = 1; i <= name.length(); i++) {
      if (i == name.length() || beginsWord(name.charAt(i - 1), name.charAt(i))) {
        if (WORDS.contains(letters(lower, start, i))) {
          return true;
        }
        start = i;
      }
    }
    return false;
  }

  private static boolean beginsWord(char before, char c) {
    return !Character.isLetterOrDigit(before)
        || !Character.isLetterOrDigit(c)
        || (Character.isLowerCase(before) && Character.isUpperCase(c));
  }

  /** The word without the digits of {@code pin1} or {@code card_2}, unless they belong to it. */
  private static String letters(String lower, int from, int to) {
    String word = lower.substring(from, Math.min(to, lower.length()));
    if (WORDS.contains(word)) {
      return word;
    }
    int end = word.length();
    while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }
}
