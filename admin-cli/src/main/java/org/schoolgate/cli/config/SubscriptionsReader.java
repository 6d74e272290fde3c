package org.schoolgate.cli.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.subscription.Checksum;
import org.schoolgate.classifier.subscription.Schedule;
import org.schoolgate.classifier.subscription.Subscription;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;

/** Reads {@code lists/subscriptions.yaml}; a file that is not there subscribes to nothing. */
final class SubscriptionsReader {

  private static final int MEGABYTE = 1_000_000;
  private static final int HOURS_MAX = 24 * 366;
  private static final String SITE_REMEDY = "write a site's name, such as ourschool.sch.uk";

  private final CategoryTable categories;
  private final Path lists;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param lists the folder of the lists that come with the configuration
   */
  SubscriptionsReader(CategoryTable categories, Path lists, Problems problems) {
    this.categories = categories;
    this.lists = lists;
    this.problems = problems;
  }

  SubscriptionsConfig read(Path file) throws ConfigRefused {
    if (!Files.exists(file)) {
      return SubscriptionsConfig.NONE;
    }
    Section top = new Section(YamlFile.read(file), problems);
    List<String> own = top.values("school-sites", SubscriptionsReader::wholeName, SITE_REMEDY);
    List<Subscription> subscriptions = new ArrayList<>();
    Set<String> sources = new HashSet<>();
    for (Section section : top.sections("subscriptions")) {
      Optional<Subscription> read = subscription(section);
      if (read.isPresent() && !sources.add(read.get().source())) {
        section.problem("source", "another subscription has that name", "give it another");
      }
      read.ifPresent(subscriptions::add);
    }
    top.done();
    return new SubscriptionsConfig(own, subscriptions);
  }

  private Optional<Subscription> subscription(Section section) {
    String source = section.text("source");
    Optional<URI> url = url(section, "url");
    ListFormat format =
        section
            .value("format", SubscriptionsReader::format, "give one of " + formats())
            .orElse(ListFormat.DOMAINS);
    Category category = section.value("category", this::category, "see lists ls").orElse(null);
    Map<String, String> mapping = mapping(section.section("map"));
    Schedule schedule = schedule(section);
    Subscription.Limits limits =
        new Subscription.Limits(
            (long) section.integer("megabytes-max", 200, 1, 2_000) * MEGABYTE,
            (long) section.integer("expanded-megabytes-max", 1_000, 1, 8_000) * MEGABYTE,
            Duration.ofSeconds(section.integer("fetch-seconds-max", 600, 5, 7_200)));
    Checksum checksum = checksum(section);
    List<String> accepted = section.values("accept", SubscriptionsReader::site, SITE_REMEDY);
    boolean mayShrink = section.truth("may-shrink", false);
    boolean mayGrow = section.truth("may-grow", false);
    boolean mayRotate = section.truth("may-rotate", false);
    int staleHours = section.integer("stale-after-hours", 72, 1, HOURS_MAX);
    boolean privateAddress = section.truth("private-address", false);
    boolean installByHand = section.truth("install-by-hand", false);
    section.done();
    require(section, source, url, format, category);
    if (!section.isSound() || url.isEmpty()) {
      return Optional.empty();
    }
    Subscription subscription =
        new Subscription(
            source,
            url.get(),
            format,
            category,
            mapping,
            schedule,
            limits,
            checksum,
            accepted,
            mayShrink,
            mayGrow,
            mayRotate,
            Duration.ofHours(staleHours),
            privateAddress,
            installByHand);
    if (installByHand && subscription.fillsIllegal()) {
      section.problem(
          "install-by-hand", "a list of illegal content is never kept as a file", "leave it out");
      return Optional.empty();
    }
    return Optional.of(subscription);
  }

  private void require(
      Section section,
      String source,
      Optional<URI> url,
      ListFormat format,
      @Nullable Category category) {
    if (!section.isSound()) {
      return; // one mistake makes one problem
    }
    if (url.isEmpty()) {
      section.problem("url", "where the list is published is missing", "write it as https://...");
    }
    if (!ListLibrary.isSourceName(source)) {
      section.problem(
          "source",
          "'" + source + "' is no name for a list from outside",
          "name it by lower-case words joined by hyphens, such as ut1");
    } else if (Files.isDirectory(lists.resolve(source))) {
      section.problem(
          "source", "lists of that name come with the configuration", "give it another name");
    }
    if (category == null && !format.namesCategories()) {
      section.problem(
          "category",
          "a list of the format " + format.id() + " does not say what its sites are",
          "say it, such as category: gambling");
    }
    if (category != null && format.isTree()) {
      section.problem("category", "a tree names its own categories", "leave it out, or use 'map'");
    }
  }

  private Schedule schedule(Section section) {
    Optional<LocalTime> daily =
        section.value("daily-at", LocalTime::parse, "write a time in quotes, such as \"03:30\"");
    boolean hourly = section.node("every-hours").isPresent();
    int hours = section.integer("every-hours", 24, 1, 24 * 31);
    if (daily.isPresent() && hourly) {
      section.problem("every-hours", "there is a 'daily-at' too", "leave one of the two out");
    }
    return daily
        .<Schedule>map(Schedule.DailyAt::new)
        .orElseGet(() -> new Schedule.Every(Duration.ofHours(hours)));
  }

  private @Nullable Checksum checksum(Section whole) {
    if (whole.node("checksum").isEmpty()) {
      return null;
    }
    Section section = whole.section("checksum");
    Optional<URI> url = url(section, "url");
    Checksum.Algorithm algorithm =
        section
            .value("algorithm", SubscriptionsReader::algorithm, "write sha256 or md5")
            .orElse(Checksum.Algorithm.SHA256);
    Optional<URI> signature = url(section, "signature-url");
    Optional<String> key =
        section.value(
            "public-key", SubscriptionsReader::key, "give an Ed25519 public key in base 64");
    section.done();
    if (section.isSound() && url.isEmpty()) {
      section.problem("url", "where the checksums are is missing", "write it as https://...");
    }
    if (section.isSound() && signature.isPresent() != key.isPresent()) {
      section.problem(
          "signature-url", "a signature and a key belong together", "give both or none");
    }
    return url.map(
            checksums ->
                new Checksum(checksums, algorithm, signature.orElse(null), key.orElse(null)))
        .orElse(null);
  }

  private Map<String, String> mapping(Section section) {
    Map<String, String> mapping = new HashMap<>();
    for (String theirs : section.names()) {
      section
          .value(theirs, this::category, "name one of our categories: see lists ls")
          .ifPresent(ours -> mapping.put(theirs, ours.id()));
    }
    section.done();
    return mapping;
  }

  private Category category(String id) {
    Category category =
        categories
            .find(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no category '"
                            + id
                            + "'"
                            + Nearest.hint(
                                id, categories.all().stream().map(Category::id).toList())));
    if (category.id().equals(BuiltInCategory.IWF_KEYWORDS.id())) {
      throw new IllegalArgumentException("it holds words and no sites");
    }
    return category;
  }

  private static ListFormat format(String id) {
    return Arrays.stream(ListFormat.values())
        .filter(format -> format.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no such format"));
  }

  private static String formats() {
    return Arrays.stream(ListFormat.values()).map(ListFormat::id).collect(Collectors.joining(", "));
  }

  private static Checksum.Algorithm algorithm(String id) {
    return Checksum.Algorithm.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private static String key(String text) {
    try {
      return Checksum.key(text).getAlgorithm().isEmpty() ? text : text.strip();
    } catch (GeneralSecurityException noKey) {
      throw new IllegalArgumentException("this is no such key", noKey);
    }
  }

  /** One word is no site, and protects none. */
  private static String wholeName(String text) {
    String name = site(text);
    if (name.indexOf('.') < 0) {
      throw new IllegalArgumentException("'" + text + "' is one word, and no site's name");
    }
    return name;
  }

  private static String site(String text) {
    return HostName.parse(text).text();
  }

  /** An address may hold a password, so no message repeats it. */
  private static Optional<URI> url(Section section, String name) {
    Optional<String> text = section.optionalText(name);
    try {
      Optional<URI> url = text.map(URI::create);
      if (url.isEmpty() || ("https".equals(url.get().getScheme()) && url.get().getHost() != null)) {
        return url;
      }
    } catch (IllegalArgumentException noAddress) {
      // Reported like an address that begins otherwise.
    }
    section.problem(name, "this is no https address", "write it as https://...");
    return Optional.empty();
  }
}
