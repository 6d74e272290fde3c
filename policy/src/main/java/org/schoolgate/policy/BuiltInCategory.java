package org.schoolgate.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The categories that ship with the product: those that requirement S45 names with their
 * severities, and the filtering-only ones that real acceptability tables use.
 */
public enum BuiltInCategory {
  ADULT_CONTENT("Adult content", Severity.MEDIUM),
  BULLYING("Bullying", Severity.MEDIUM),
  CHILD_SEXUAL_EXPLOITATION("Child sexual exploitation", Severity.URGENT),
  DISCRIMINATION("Discrimination", Severity.MEDIUM),
  DRUGS("Drugs and substance abuse", Severity.MEDIUM),
  EXTREMISM("Extremism (Prevent)", Severity.HIGH),
  IWF_KEYWORDS("IWF keywords", Severity.CRITICAL, true),
  IWF_URLS("IWF URLs", Severity.CRITICAL, true),
  SELF_HARM("Self-harm", Severity.URGENT),
  SEXTING("Sexting", Severity.HIGH),
  SUICIDE("Suicide", Severity.CRITICAL),
  VIOLENCE("Violence", Severity.MEDIUM),
  GAMBLING("Gambling", Severity.LOW),
  HATE_SPEECH("Hate speech", Severity.MEDIUM),
  VIOLENCE_AGAINST_WOMEN_AND_GIRLS("Violence against women and girls", Severity.HIGH),
  EATING_DISORDERS("Eating disorders", Severity.MEDIUM),
  GROOMING("Grooming", Severity.URGENT),
  WEAPONS("Weapons", Severity.HIGH),
  FILTER_BYPASS("Filter bypass", Severity.MEDIUM),
  DISCLOSURE("Disclosure", Severity.URGENT),
  MALWARE("Malware and hacking"),
  DISINFORMATION("Misinformation and disinformation"),
  PIRACY("Piracy and copyright theft"),
  PORNOGRAPHY("Pornography", Severity.MEDIUM),
  SUPPORT("Support and helplines"),
  LEARNING("Learning and schools"),
  SOCIAL_MEDIA("Social media"),
  MESSAGING("Messaging"),
  VIDEO("Video broadcasting"),
  VIDEO_CALLS("Video calls"),
  MUSIC("Music and radio"),
  GAMES_EDUCATIONAL("Games, educational"),
  GAMES("Games, non-educational"),
  SHOPPING("Shopping"),
  FILE_SHARING("File sharing"),
  WEBMAIL("Personal e-mail"),
  DATING("Dating"),
  ADVERTISING("Advertising and tracking"),
  AI_ASSISTANTS("AI assistants"),
  REMOTE_CONTROL("Remote control"),
  BANKING("Banking"),
  HEALTH("Health"),
  SEARCH_ENGINES("Search engines"),
  SEARCH_ENGINES_FOR_CHILDREN("Search engines for children"),
  SEARCH_ENGINES_UNSAFE("Search engines without safe search"),
  IMAGE_SEARCH("Image search"),
  NEWS("News"),
  BLOGS("Blogs and forums"),
  SOFTWARE_UPDATES("Software updates"),
  PINNED_APPS("Apps that cannot be read"),
  UNNAMED_SITES("Secure sites that give no name"),
  SCHOOL_BLOCKED("Blocked by the school"),
  SCHOOL_ALLOWED("Allowed by the school");

  private final String title;
  private final @Nullable Severity severity;
  private final boolean illegal;

  BuiltInCategory(String title) {
    this(title, null, false);
  }

  BuiltInCategory(String title, Severity severity) {
    this(title, severity, false);
  }

  BuiltInCategory(String title, @Nullable Severity severity, boolean illegal) {
    this.title = title;
    this.severity = severity;
    this.illegal = illegal;
  }

  /** The stable name, for example {@code self-harm}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  @Nullable Severity severity() {
    return severity;
  }

  boolean illegal() {
    return illegal;
  }
}
