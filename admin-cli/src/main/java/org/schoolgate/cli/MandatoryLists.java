package org.schoolgate.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.schoolgate.classifier.ListStore;
import org.schoolgate.classifier.ListSummary;
import org.schoolgate.classifier.LoadReport;
import org.schoolgate.policy.BuiltInCategory;

/** What there is of the licensed lists of illegal content, and what of them is missing. */
final class MandatoryLists {

  /** The IWF's list has thousands of addresses; fewer than this is a trial or a part (S22). */
  static final long WHOLE_ENTRIES_MIN = 100;

  private MandatoryLists() {}

  /** Whether the IWF's list of addresses is loaded, as far as its size can tell. */
  static boolean wholeUrls(LoadReport lists) {
    return urls(lists) >= WHOLE_ENTRIES_MIN;
  }

  /** Whether any keywords of the IWF are. */
  static boolean hasKeywords(LoadReport lists) {
    return keywords(lists) > 0;
  }

  /** A sentence for each that is missing or cannot be whole. */
  static List<String> gaps(LoadReport lists) {
    List<String> gaps = new ArrayList<>();
    if (urls(lists) == 0) {
      gaps.add("the IWF URL list is not loaded: it is licensed; ask the IWF or your provider");
    } else if (urls(lists) < WHOLE_ENTRIES_MIN) {
      gaps.add(
          "the IWF URL list is not whole: it has thousands of addresses, and "
              + urls(lists)
              + " are loaded; ask the IWF or your provider");
    }
    if (keywords(lists) == 0) {
      gaps.add("the IWF keyword list is not loaded: it is licensed");
    }
    gaps.add("the police-assessed list of unlawful terrorist content (CTIRU) is not loaded");
    return gaps;
  }

  /** Each list of illegal sites that is loaded: from whom, how much, how old. */
  static List<String> loaded(ListStore lists, Clock clock) throws IOException {
    List<String> loaded = new ArrayList<>();
    for (ListSummary list : lists.library().illegalSummaries()) {
      if (list.entries() == 0) {
        continue;
      }
      long days = Math.max(0, Duration.between(list.modified(), clock.instant()).toDays());
      loaded.add(
          list.category().id()
              + ": "
              + list.entries()
              + " entries from "
              + list.source()
              + ", "
              + days
              + (days == 1 ? " day old" : " days old"));
    }
    return loaded;
  }

  private static long urls(LoadReport lists) {
    return of(lists.entriesByCategory(), BuiltInCategory.IWF_URLS);
  }

  private static long keywords(LoadReport lists) {
    return of(lists.phrasesByCategory(), BuiltInCategory.IWF_KEYWORDS);
  }

  private static long of(Map<String, Long> counts, BuiltInCategory category) {
    return counts.getOrDefault(category.id(), 0L);
  }
}
