package org.schoolgate.classifier.format;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a file of e2guardian or DansGuardian is about, by its name. */
enum E2guardianFile {
  /** Sites that are closed. */
  SITES,
  /** Sites that are open whatever else is said. */
  EXCEPTION_SITES,
  /** Addresses with paths that are closed. */
  URLS,
  /** Addresses of sites that are closed. */
  SITE_ADDRESSES,
  /** Phrases that ban. */
  BANNED_PHRASES,
  /** Phrases that count. */
  WEIGHTED_PHRASES,
  /** Phrases that open. */
  EXCEPTION_PHRASES,
  /** Something that is no list to take; {@link #reason} says why. */
  OTHER;

  private static final Pattern LIST = Pattern.compile("[a-z]*list");
  private static final Pattern CLOSING =
      Pattern.compile("(local)?banned(ssl)?(site|url|siteip)list");
  private static final Pattern OPENING = Pattern.compile("(local)?exception(ssl)?sitelist");
  private static final Pattern OPENING_PART =
      Pattern.compile("(local)?exception(ssl)?(url|siteip)list");
  private static final Pattern PHRASES = Pattern.compile("(banned|weighted|exception)phraselist");
  private static final Pattern OF_PHRASES = Pattern.compile("(banned|weighted|exception)(_.*)?");

  /** What a file is by its name alone. */
  static E2guardianFile ofName(String file) {
    String name = baseName(file);
    if (CLOSING.matcher(name).matches()) {
      return name.endsWith("siteiplist") ? SITE_ADDRESSES : name.endsWith("urllist") ? URLS : SITES;
    }
    if (OPENING.matcher(name).matches()) {
      return EXCEPTION_SITES;
    }
    if (PHRASES.matcher(name).matches()) {
      return ofPurpose(name);
    }
    return OTHER;
  }

  /** What a file of a folder of phrases is by its name. */
  static E2guardianFile ofPhrases(String file) {
    String name = baseName(file);
    return OF_PHRASES.matcher(name).matches() ? ofPurpose(name) : OTHER;
  }

  private static E2guardianFile ofPurpose(String name) {
    return name.startsWith("banned")
        ? BANNED_PHRASES
        : name.startsWith("weighted") ? WEIGHTED_PHRASES : EXCEPTION_PHRASES;
  }

  /** Why the lines of a file are not taken. */
  static String reason(String file) {
    String name = baseName(file);
    if (name.contains("regexp")) {
      return Reasons.EXPRESSION;
    }
    if (name.contains("grey")) {
      return "a grey list: what of a site is read is the policy's to say";
    }
    if (name.matches(
        "(banned|exception|authexception)(ip|client)list|filtergroupslist|bannedrooms")) {
      return "about who asks, not about sites";
    }
    if (OPENING_PART.matcher(name).matches()) {
      return "an exception for a part of a site or an address";
    }
    return LIST.matcher(name).matches() ? "not about sites that are closed" : Reasons.NO_LIST;
  }

  /** Whether it is about phrases. */
  boolean ofPhrases() {
    return this == BANNED_PHRASES || this == WEIGHTED_PHRASES || this == EXCEPTION_PHRASES;
  }

  /** What phrases without a weight mean in it. */
  PhraseListLine.Purpose purpose() {
    return switch (this) {
      case BANNED_PHRASES -> PhraseListLine.Purpose.BANNED;
      case EXCEPTION_PHRASES -> PhraseListLine.Purpose.EXCEPTION;
      default -> PhraseListLine.Purpose.WEIGHTED;
    };
  }

  private static String baseName(String file) {
    return file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
