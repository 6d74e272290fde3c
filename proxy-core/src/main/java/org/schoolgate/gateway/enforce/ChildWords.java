package org.schoolgate.gateway.enforce;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;

/**
 * What a category is, in words that a seven-year-old reads and a ten-year-old does not mind; never
 * a word that upsets.
 */
final class ChildWords {

  private static final String GROWN_UPS = "It is for grown-ups.";
  private static final String UPSETTING = "It could make you feel sad or scared.";

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("adult-content", GROWN_UPS),
          Map.entry("pornography", GROWN_UPS),
          Map.entry("dating", GROWN_UPS),
          Map.entry("drugs", GROWN_UPS),
          Map.entry("banking", GROWN_UPS),
          Map.entry("gambling", "It is a game for money. It is for grown-ups."),
          Map.entry("bullying", "It has unkind words."),
          Map.entry("discrimination", "It has unkind words."),
          Map.entry("hate-speech", "It has unkind words."),
          Map.entry("violence", UPSETTING),
          Map.entry("weapons", UPSETTING),
          Map.entry("extremism", UPSETTING),
          Map.entry("self-harm", UPSETTING),
          Map.entry("suicide", UPSETTING),
          Map.entry("eating-disorders", UPSETTING),
          Map.entry("grooming", UPSETTING),
          Map.entry("child-sexual-exploitation", UPSETTING),
          Map.entry("sexting", UPSETTING),
          Map.entry("violence-against-women-and-girls", UPSETTING),
          Map.entry("filter-bypass", "It hides what we open, and that is not safe."),
          Map.entry("ai-assistants", "It is a computer that talks. Ask your teacher to help."),
          Map.entry("webmail", "It is for sending mail. Your teacher can help you."),
          Map.entry("video-calls", "It is for video calls. Your teacher can make the call."),
          Map.entry("file-sharing", "It is for sending files. Your teacher can help you."),
          Map.entry("blogs", "Anyone can write there, so it may not be safe."),
          Map.entry("news", "Your teacher can show you news for children."),
          Map.entry("disinformation", "What it says may not be true."),
          Map.entry("games", "It is a game. Games wait until after school."),
          Map.entry("games-educational", "It is a game. Your teacher says when it is game time."),
          Map.entry("social-media", "It is for older people."),
          Map.entry("messaging", "It is for older people."),
          Map.entry("video", "It shows videos. Your teacher can show you videos."),
          Map.entry("music", "It plays music. Your teacher can play music for you."),
          Map.entry("shopping", "It is a shop."),
          Map.entry("advertising", "It is an advert."),
          Map.entry("search-engines", "Please use the search that your teacher showed you."),
          Map.entry("image-search", "Please look for pictures together with your teacher."),
          Map.entry("search-engines-unsafe", "Please use the search that your teacher showed you."),
          Map.entry("unnamed-sites", "It does not say what it is."),
          Map.entry("malware", "It could hurt the computer."));

  private ChildWords() {}

  /** One or two short sentences; the same plain one for what has no words of its own. */
  static String why(@Nullable Category category) {
    String plain = "It is not a school page.";
    return category == null ? plain : SENTENCES.getOrDefault(category.id(), plain);
  }
}
