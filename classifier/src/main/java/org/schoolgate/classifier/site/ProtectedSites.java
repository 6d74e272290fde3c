package org.schoolgate.classifier.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/**
 * The sites that a list of somebody else must not close: lines that help children, public services,
 * the school's own, and the largest sites of the web with what they are delivered by.
 *
 * <p>An entry concerns a protected site if it covers its front page: the site's name, with {@code
 * www.} or without, or a parent of it. Support lines and the school's own sites are protected with
 * all that is under them, every path too; of the others a part may be listed, such as one page or a
 * server for advertisements.
 *
 * <p>What an entry means depends on the category. In the categories that the table names for the
 * site it is in order, and so it is in any that only opens sites, and in the school's own list. The
 * sites of one activity may be listed under a neighbouring one: what one list calls a forum,
 * another calls a social network. In a category of harmful content a protected site is {@link
 * Weight#HOSTILE}: whoever can write that can write anything, so nothing of that list is to be
 * believed. In any other it is {@link Weight#MISTAKEN}: lists that are used every day have a
 * helpline's quiz among the games, and are worth having without it. Immutable.
 */
public final class ProtectedSites {

  private static final String RESOURCE = "protected-sites.txt";
  private static final String WWW = "www.";

  /** Listing a site there closes it to no child. */
  private static final Set<String> IN_ORDER =
      ids(
          EnumSet.of(
              BuiltInCategory.SUPPORT,
              BuiltInCategory.LEARNING,
              BuiltInCategory.HEALTH,
              BuiltInCategory.BANKING,
              BuiltInCategory.SEARCH_ENGINES_FOR_CHILDREN,
              BuiltInCategory.SOFTWARE_UPDATES,
              BuiltInCategory.PINNED_APPS,
              BuiltInCategory.SCHOOL_ALLOWED,
              BuiltInCategory.SCHOOL_BLOCKED));

  /** What the same site is called by one list and by another. */
  private static final Set<String> ACTIVITIES =
      ids(
          EnumSet.of(
              BuiltInCategory.SOCIAL_MEDIA,
              BuiltInCategory.MESSAGING,
              BuiltInCategory.VIDEO,
              BuiltInCategory.VIDEO_CALLS,
              BuiltInCategory.MUSIC,
              BuiltInCategory.GAMES,
              BuiltInCategory.GAMES_EDUCATIONAL,
              BuiltInCategory.SHOPPING,
              BuiltInCategory.FILE_SHARING,
              BuiltInCategory.WEBMAIL,
              BuiltInCategory.DATING,
              BuiltInCategory.AI_ASSISTANTS,
              BuiltInCategory.BLOGS));

  private static final Set<String> NEITHER_HARMFUL_NOR_ACTIVITY =
      ids(
          EnumSet.of(
              BuiltInCategory.ADVERTISING,
              BuiltInCategory.REMOTE_CONTROL,
              BuiltInCategory.NEWS,
              BuiltInCategory.SEARCH_ENGINES,
              BuiltInCategory.SEARCH_ENGINES_UNSAFE,
              BuiltInCategory.UNNAMED_SITES));

  /** All others of ours; what a school has made itself is harmful to nobody that we know of. */
  private static final Set<String> HARMFUL =
      ids(EnumSet.allOf(BuiltInCategory.class)).stream()
          .filter(id -> !IN_ORDER.contains(id))
          .filter(id -> !ACTIVITIES.contains(id))
          .filter(id -> !NEITHER_HARMFUL_NOR_ACTIVITY.contains(id))
          .collect(Collectors.toUnmodifiableSet());

  /** Why a site is protected. */
  public enum Kind {
    /** Helps children; protected with all that is under it. */
    SUPPORT("a line that helps children"),
    /** An authority or a service that everybody may need. */
    PUBLIC("a public service"),
    /** One of the largest sites, or what they are delivered by. */
    POPULAR("one of the most used sites"),
    /** The school's own; protected with all that is under it. */
    SCHOOL("the school's own site");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** In words that follow a site's name and a comma. */
    public String title() {
      return title;
    }

    boolean wholly() {
      return this == SUPPORT || this == SCHOOL;
    }
  }

  /** What it says of a list that it has such an entry. */
  public enum Weight {
    /** A slip that real lists have: that entry is not to be taken. */
    MISTAKEN,
    /** Malice, or a list of something else: nothing of it is to be taken. */
    HOSTILE
  }

  /**
   * An entry that would close a protected site.
   *
   * @param site the protected site, as the table has it
   * @param kind why it is protected
   * @param weight what that says of the list
   */
  public record Finding(String site, Kind kind, Weight weight) {

    /** The site and why it is protected, in a few words. */
    public String words() {
      return site + ", " + kind.title();
    }
  }

  /** A site of the table. */
  private record Site(String name, Kind kind, Set<String> acceptedIn) {}

  private final Map<String, Site> byName;

  /** The addresses that the school itself has. */
  private final List<Network> networks;

  /** The names that stand above protected ones; an entry for one covers those too. */
  private final Map<String, List<Site>> byParent;

  private ProtectedSites(Map<String, Site> byName, List<Network> networks) {
    this.byName = Map.copyOf(byName);
    this.networks = List.copyOf(networks);
    Map<String, List<Site>> parents = new HashMap<>();
    for (Site site : new TreeMap<>(byName).values()) {
      String parent = HostName.parentOf(site.name());
      while (parent != null) {
        parents.computeIfAbsent(parent, each -> new ArrayList<>()).add(site);
        parent = HostName.parentOf(parent);
      }
    }
    this.byParent = Map.copyOf(parents);
  }

  /** The table that ships. */
  public static ProtectedSites builtIn() {
    try (InputStream in = ProtectedSites.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException unreadableJar) {
      throw new UncheckedIOException(unreadableJar);
    }
  }

  /**
   * These and more of one kind, which no category accepts.
   *
   * @param names canonical host names, as {@link HostName#text} has them
   */
  public ProtectedSites plus(Kind kind, Collection<String> names) {
    Map<String, Site> all = new HashMap<>(byName);
    names.forEach(name -> all.put(name, new Site(name, kind, Set.of())));
    return new ProtectedSites(all, networks);
  }

  /** These and the addresses that the school itself has. */
  public ProtectedSites plusNetworks(Collection<Network> own) {
    return new ProtectedSites(byName, List.copyOf(own));
  }

  /**
   * Why addresses may not be listed, in a few words; empty if they may. That one of the school's
   * own is among them says nothing of the list: any address may be infected.
   */
  public Optional<String> findAddresses(Category category, Network listed) {
    return !IN_ORDER.contains(category.id()) && networks.stream().anyMatch(listed::overlaps)
        ? Optional.of("addresses of the school's own network")
        : Optional.empty();
  }

  /** That an address is the school's own, in a few words; empty if it is not. */
  public Optional<String> findOwnAddress(Network listed) {
    return networks.stream().anyMatch(listed::overlaps)
        ? Optional.of("an address of the school's own network")
        : Optional.empty();
  }

  /** These without some and all under them, which somebody has decided to let a list close. */
  public ProtectedSites without(Collection<String> names) {
    Map<String, Site> rest = new HashMap<>(byName);
    rest.keySet().removeIf(name -> names.stream().anyMatch(each -> isUnder(name, each)));
    return new ProtectedSites(rest, networks);
  }

  private static boolean isUnder(String name, String parent) {
    return name.equals(parent) || name.endsWith("." + parent);
  }

  /** Whether a name is one of them, as the table has it. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /**
   * The protected site that an entry would close, if any.
   *
   * @param category where the entry stands
   * @param first the first address that the entry covers: its host, and {@code /} if all of it
   */
  public Optional<Finding> find(Category category, Target first) {
    if (IN_ORDER.contains(category.id())) {
      return Optional.empty();
    }
    boolean whole = first.path().equals("/") && first.query() == null;
    return sitesOf(first.host(), whole).stream()
        .filter(site -> !isAccepted(site, category))
        .findFirst()
        .map(site -> new Finding(site.name(), site.kind(), weight(category)));
  }

  /**
   * The protected site that an entry of the school's own would close, if any. What schools close as
   * a game or a social network is theirs to close; a line that helps children is nobody's.
   *
   * @param first the first address that the entry covers
   */
  public Optional<Finding> findOwn(Category category, Target first) {
    boolean isBlocked = category.id().equals(BuiltInCategory.SCHOOL_BLOCKED.id());
    if (IN_ORDER.contains(category.id()) && !isBlocked) {
      return Optional.empty();
    }
    boolean whole = first.path().equals("/") && first.query() == null;
    return sitesOf(first.host(), whole).stream()
        .filter(
            site ->
                site.kind().wholly()
                    || (isBlocked
                        ? site.acceptedIn().stream().noneMatch(ACTIVITIES::contains)
                        : !isAccepted(site, category)))
        .findFirst()
        .map(site -> new Finding(site.name(), site.kind(), weight(category)));
  }

  /** Whether an entry would cover a line that helps children, in whatever category. */
  public boolean coversHelp(Target first) {
    boolean whole = first.path().equals("/") && first.query() == null;
    return sitesOf(first.host(), whole).stream().anyMatch(site -> site.kind() == Kind.SUPPORT);
  }

  private List<Site> sitesOf(HostName host, boolean whole) {
    String name = host.text();
    if (host.kind() != HostName.Kind.NAME) {
      return List.of();
    }
    if (whole) {
      Site front = byName.get(name);
      if (front == null && name.startsWith(WWW)) {
        front = byName.get(name.substring(WWW.length()));
      }
      if (front != null) {
        // What stands under it is closed with it, and may be in order elsewhere.
        return Stream.concat(Stream.of(front), under(name)).toList();
      }
    }
    for (String each = name; each != null; each = HostName.parentOf(each)) {
      Site above = byName.get(each);
      if (above != null && above.kind().wholly()) {
        return List.of(above);
      }
    }
    return whole ? under(name).toList() : List.of();
  }

  private Stream<Site> under(String name) {
    return byParent.getOrDefault(name, List.of()).stream();
  }

  private static boolean isAccepted(Site site, Category category) {
    return site.acceptedIn().contains(category.id())
        || (ACTIVITIES.contains(category.id())
            && site.acceptedIn().stream().anyMatch(ACTIVITIES::contains));
  }

  private static Weight weight(Category category) {
    return category.illegal() || HARMFUL.contains(category.id()) ? Weight.HOSTILE : Weight.MISTAKEN;
  }

  private static ProtectedSites read(BufferedReader lines) throws IOException {
    Map<String, Site> sites = new HashMap<>();
    Kind kind = Kind.POPULAR;
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith("[")) {
        kind = Kind.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf(" = ");
        String name = equals < 0 ? line.strip() : line.substring(0, equals).strip();
        Set<String> accepted = new HashSet<>();
        if (equals >= 0) {
          accepted.addAll(Arrays.asList(line.substring(equals + 3).strip().split(" ")));
        }
        sites.put(name, new Site(name, kind, Set.copyOf(accepted)));
      }
    }
    return new ProtectedSites(sites, List.of());
  }

  private static Set<String> ids(EnumSet<BuiltInCategory> categories) {
    return categories.stream().map(BuiltInCategory::id).collect(Collectors.toUnmodifiableSet());
  }
}
