package org.schoolgate.classifier;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.format.DamagedListException;
import org.schoolgate.classifier.format.LineSink;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.format.ListInput;
import org.schoolgate.classifier.format.ListLine;
import org.schoolgate.classifier.format.NameSet;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.text.PhraseCheck;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;

/**
 * Looks through a list without taking it, and says line by line what other programs load without a
 * word: text that is no entry, phrases that are found where they mean nothing, bans that a slip
 * made, repetitions, entries for half the web and for sites that help children.
 *
 * <p>The list is read twice: which entries are under another one is known when all have been seen.
 * Not thread-safe; used once.
 */
public final class ListLint {

  /** The most findings that are told one by one; all are counted. */
  public static final int FINDINGS_MAX = 100_000;

  private final CategoryTable categories;
  private final ProtectedSites protectedSites;
  private final CategoryNames names;
  private final @Nullable Category given;
  private final NameSet seen = new NameSet();
  private final NameSet domains = new NameSet();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private final Map<Kind, Long> counts = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean tellsRepetitions = true;
  private long lines;
  private long entries;
  private long phrases;
  private long blank;
  private long redundant;

  /** What is wrong with a line. */
  public enum Kind {
    /** It is no entry of that format, or one with a slip in it. */
    NO_ENTRY("no-entry", "lines that are no entries"),
    /** It would be found in ordinary text, or bans by a slip. */
    DOUBTFUL("doubtful-phrase", "phrases found where they mean nothing"),
    /** An earlier line says the same. */
    REPEATED("repeated", "lines that say what an earlier one said"),
    /** It would close a site that helps children, that everybody needs or that most people use. */
    PROTECTED("protected-site", "entries that close a protected site");

    private final String id;
    private final String title;

    Kind(String id, String title) {
      this.id = id;
      this.title = title;
    }

    /** As scripts name it. */
    public String id() {
      return id;
    }

    /** What there are so many of, in words. */
    public String title() {
      return title;
    }
  }

  /**
   * Something wrong in a line.
   *
   * @param file as the list names it
   * @param line from 1
   * @param words what, in a few words
   */
  public record Finding(String file, long line, Kind kind, String words) {}

  /**
   * What came of it; of the lines each is an entry, a phrase, blank, left out, or a finding of the
   * kinds that are none.
   *
   * @param lines all lines
   * @param entries lines that list sites, repeated ones included
   * @param phrases lines that are phrases, repeated and doubtful ones included
   * @param blank blank lines and remarks
   * @param leftOut lines that Schoolgate would not take, by the reason
   * @param counts findings by kind, told or not
   * @param redundant entries for a name under another one that is listed with all under it
   * @param findings the first {@link #FINDINGS_MAX}
   */
  public record Report(
      long lines,
      long entries,
      long phrases,
      long blank,
      Map<String, Long> leftOut,
      Map<Kind, Long> counts,
      long redundant,
      List<Finding> findings) {

    /** Copies what it is given. */
    public Report {
      leftOut = Map.copyOf(leftOut);
      counts = Map.copyOf(counts);
      findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isClean() {
      return counts.isEmpty();
    }
  }

  private ListLint(
      CategoryTable categories, ProtectedSites protectedSites, @Nullable Category given)
      throws ListRefusedException {
    this.categories = categories;
    this.protectedSites = protectedSites;
    this.names = new CategoryNames(categories, Map.of());
    this.given = given;
  }

  /**
   * Looks through a list.
   *
   * @param given what its entries are, where the list does not say it; null if nobody knows
   * @param spool a folder where an archive may be unpacked, which nobody else reads
   * @param unpackedAs how it is kept there
   * @throws ListRefusedException if it is no list of that format at all
   */
  public static Report of(
      Path list,
      ListFormat format,
      CategoryTable categories,
      ProtectedSites protectedSites,
      @Nullable Category given,
      Path spool,
      FileCipher unpackedAs)
      throws IOException, ListRefusedException {
    ListLint lint = new ListLint(categories, protectedSites, given);
    // The two names of a zone's wildcard are one entry, and no repetition.
    lint.tellsRepetitions = format != ListFormat.RPZ;
    try (ListInput input =
        new ListInput(list, ListTree.name(list), spool, FileCipher.NONE, unpackedAs)) {
      format.reader().read(input, lint.new Parents());
      format.reader().read(input, lint.new Checks());
    } catch (EOFException cutShort) {
      throw new ListRefusedException("The archive is cut short: get it again.");
    } catch (DamagedListException damaged) {
      throw new ListRefusedException(
          "This is no list of the format " + format.id() + ": " + damaged.getMessage() + ".");
    }
    return lint.report();
  }

  private Report report() {
    return new Report(lines, entries, phrases, blank, leftOut, counts, redundant, findings);
  }

  /** The first reading: which names are listed with all under them. */
  private final class Parents implements LineSink {
    @Override
    public void line(String file, long number, ListLine line) throws IOException {
      if (line instanceof ListLine.Entries read) {
        for (ListLine.Item item : read.items()) {
          SiteEntry entry = parsed(item);
          if (entry != null && entry.kind() == ListKind.DOMAINS && !domains.isFull()) {
            domains.add(read.categoryName() + ' ' + entry.host().text());
          }
        }
      }
    }

    private @Nullable SiteEntry parsed(ListLine.Item item) {
      try {
        return SiteEntry.parse(item.kind(), item.text());
      } catch (SiteEntry.BadEntryException toldLater) {
        return null;
      }
    }
  }

  /** The second: what is wrong. */
  private final class Checks implements LineSink {
    @Override
    public void line(String file, long number, ListLine line) throws IOException {
      lines++;
      if (line instanceof ListLine.Entries read) {
        entries(file, number, read.categoryName(), read.items());
      } else if (line instanceof ListLine.Change change) {
        entries(file, number, change.categoryName(), List.of(change.item()));
      } else if (line instanceof ListLine.Phrase phrase) {
        phrase(file, number, phrase);
      } else if (line instanceof ListLine.Rejected rejected) {
        find(file, number, Kind.NO_ENTRY, rejected.reason());
      } else if (line instanceof ListLine.LeftOut out) {
        leftOut.merge(out.reason(), 1L, Long::sum);
      } else {
        blank++;
      }
    }
  }

  private void find(String file, long number, Kind kind, String words) {
    counts.merge(kind, 1L, Long::sum);
    if (findings.size() < FINDINGS_MAX) {
      findings.add(new Finding(file, number, kind, words));
    }
  }

  private void entries(String file, long number, String categoryName, List<ListLine.Item> items)
      throws IOException {
    List<SiteEntry> read = new ArrayList<>();
    try {
      for (ListLine.Item item : items) {
        SiteEntry entry = SiteEntry.parse(item.kind(), item.text());
        if (entry != null) {
          read.add(entry);
        }
      }
    } catch (SiteEntry.BadEntryException bad) {
      find(file, number, Kind.NO_ENTRY, bad.reason());
      return;
    }
    if (read.isEmpty()) {
      blank++;
      return;
    }
    entries++;
    boolean isNew = false;
    for (SiteEntry entry : read) {
      isNew |= isNew(categoryName + ' ' + entry.kind() + ' ' + entry.text());
      if (!entry.kind().excepts()) {
        findProtected(file, number, categoryName, entry);
        ListedNetworks.of(entry)
            .flatMap(
                network ->
                    ListedNetworks.refusal(network)
                        .or(
                            () ->
                                protectedSites.findAddresses(
                                    category(categoryName).orElseGet(this::harmful), network)))
            .ifPresent(words -> find(file, number, Kind.PROTECTED, "closes " + words));
      }
    }
    if (!isNew && tellsRepetitions) {
      find(file, number, Kind.REPEATED, "an earlier line says the same");
    } else if (isUnderListed(categoryName, read.get(0))) {
      redundant++;
    }
  }

  private boolean isNew(String key) throws DamagedListException {
    return seen.isFull() ? !seen.contains(key) : seen.add(key);
  }

  private boolean isUnderListed(String categoryName, SiteEntry entry) {
    if (entry.kind().excepts() || entry.host().kind() != HostName.Kind.NAME) {
      return false;
    }
    String parent =
        entry.kind() == ListKind.DOMAINS
            ? HostName.parentOf(entry.host().text())
            : entry.host().text();
    while (parent != null) {
      if (domains.contains(categoryName + ' ' + parent)) {
        return true;
      }
      parent = HostName.parentOf(parent);
    }
    return false;
  }

  /**
   * A site that is protected whatever the list is about is told always; one that some categories
   * may have, only if the category is known, or if the list says nothing of categories.
   */
  private void findProtected(String file, long number, String categoryName, SiteEntry entry) {
    Optional<Category> known = category(categoryName);
    Category judged = known.orElseGet(this::harmful);
    protectedSites
        .find(judged, entry.target())
        .filter(
            found ->
                known.isPresent()
                    || categoryName.isEmpty()
                    || found.kind() == ProtectedSites.Kind.SUPPORT)
        .ifPresent(found -> find(file, number, Kind.PROTECTED, "closes " + found.words()));
  }

  private Optional<Category> category(String name) {
    Optional<Category> found = name.isEmpty() ? Optional.empty() : names.find(name);
    return found.or(() -> Optional.ofNullable(given));
  }

  /** What a list is taken for that says nothing of itself. */
  private Category harmful() {
    return categories.find(BuiltInCategory.MALWARE.id()).orElseThrow();
  }

  private void phrase(String file, long number, ListLine.Phrase phrase) throws IOException {
    PhraseCheck check =
        PhraseCheck.of(
            category(phrase.categoryName()).orElseGet(this::harmful),
            phrase.language(),
            phrase.text());
    if (!check.problem().isEmpty()) {
      find(file, number, Kind.NO_ENTRY, check.problem());
      return;
    }
    phrases++;
    if (!phrase.doubt().isEmpty()) {
      find(file, number, Kind.DOUBTFUL, phrase.doubt());
    }
    if (!isNew(phrase.categoryName() + ' ' + check.key())) {
      find(file, number, Kind.REPEATED, "an earlier line says the same");
    }
  }
}
