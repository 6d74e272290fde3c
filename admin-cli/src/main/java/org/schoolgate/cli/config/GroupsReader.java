package org.schoolgate.cli.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.ChildEngine;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.SchoolAccounts;
import org.schoolgate.policy.SearchSafety;

/** Reads {@code groups.yaml}; what a group does not say it takes from the group above it. */
final class GroupsReader {

  private static final int LIMIT_MAX = 10_000;
  private static final String ID = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String DOMAIN_REMEDY = "write it as hillside.example";
  private static final String ID_REMEDY = "write it as 01234567-89ab-cdef-0123-456789abcdef";

  private final Problems problems;

  GroupsReader(Problems problems) {
    this.problems = problems;
  }

  GroupTree read(Path file) throws ConfigRefused {
    Section top = new Section(YamlFile.read(file), problems);
    SchoolAccounts ofSchool =
        top.names().contains("accounts") ? accounts(top.section("accounts")) : SchoolAccounts.ANY;
    Section named = top.section("groups");
    Map<String, Group> groups = new LinkedHashMap<>();
    for (String id : named.names()) {
      if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        named.problem(id, "a group is lower-case words joined by hyphens", "rename it");
      }
      groups.put(id, group(id, named.section(id), groups, ofSchool));
    }
    top.done();
    if (groups.isEmpty()) {
      problems.add(top.place(), "there are no groups", "list them under 'groups'");
    }
    return GroupTree.of(groups.values());
  }

  private static Group group(
      String id, Section section, Map<String, Group> before, SchoolAccounts ofSchool) {
    Group parent = parent(section, before);
    if (parent == null && section.isSound()) {
      for (String needed : new String[] {"audience", "otherwise"}) {
        if (!section.names().contains(needed)) {
          section.problem(needed, "a group at the top needs it", "see groups.yaml as shipped");
        }
      }
    }
    Audience audience =
        section
            .value("audience", GroupsReader::audience, "young-child, pupil or adult")
            .orElse(parent == null ? Audience.YOUNG_CHILD : parent.audience());
    Group group =
        new Group(
            id,
            section.text("title"),
            parent == null ? null : parent.id(),
            audience,
            section
                .value("otherwise", GroupsReader::open, "acceptable or unacceptable")
                .orElse(parent != null && parent.otherwiseOpen()),
            section.integer("page-limit", parent == null ? 60 : parent.pageLimit(), 1, LIMIT_MAX),
            section.integer("typed-limit", parent == null ? 60 : parent.typedLimit(), 1, LIMIT_MAX),
            searches(section, audience, parent),
            section
                .value("accounts", word -> accounts(word, ofSchool), "write school or any")
                .orElse(parent == null ? ofSchool : parent.accounts()),
            childEngine(section, parent));
    section.done();
    return group;
  }

  /** What is not said is strict, and so is what a child's group would be given of an adult's. */
  private static SearchSafety searches(Section section, Audience audience, @Nullable Group parent) {
    SearchSafety searches =
        section
            .value("safe-search", GroupsReader::searches, "strict, moderate or open")
            .orElse(parent == null ? SearchSafety.STRICT : parent.searches());
    if (!audience.isChild() || searches != SearchSafety.OPEN) {
      return searches;
    }
    if (section.names().contains("safe-search")) {
      section.problem(
          "safe-search", "children's searches are never open", "say strict or moderate");
    }
    return SearchSafety.STRICT;
  }

  private static SchoolAccounts accounts(Section section) {
    List<String> google = section.values("google", GroupsReader::domain, DOMAIN_REMEDY);
    List<String> tenants = section.values("microsoft", GroupsReader::tenant, DOMAIN_REMEDY);
    String directory = section.value("microsoft-directory", GroupsReader::id, ID_REMEDY).orElse("");
    Optional<String> policy = section.value("microsoft-policy", GroupsReader::id, ID_REMEDY);
    if (section.isSound() && tenants.isEmpty() != directory.isEmpty()) {
      section.problem(
          tenants.isEmpty() ? "microsoft-directory" : "microsoft",
          "Microsoft wants both whose accounts are let in and which directory says so",
          "give 'microsoft' and 'microsoft-directory', or neither");
    }
    section.done();
    return new SchoolAccounts(
        google,
        tenants.isEmpty()
            ? null
            : new SchoolAccounts.Microsoft(tenants, directory, policy.orElse(null)));
  }

  private static SchoolAccounts accounts(String word, SchoolAccounts ofSchool) {
    return switch (word) {
      case "school" -> ofSchool;
      case "any" -> SchoolAccounts.ANY;
      default -> throw new IllegalArgumentException("this is neither of the two words");
    };
  }

  private static String domain(String text) {
    HostName name = HostName.parse(text);
    if (name.kind() != HostName.Kind.NAME || !name.text().contains(".")) {
      throw new IllegalArgumentException("it is no domain");
    }
    return name.text();
  }

  private static String tenant(String text) {
    return text.matches(ID) ? id(text) : domain(text);
  }

  private static String id(String text) {
    if (!text.matches(ID)) {
      throw new IllegalArgumentException("it is no id of a directory or policy");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** Where searches go; {@code none} takes back what the group above says. */
  private static @Nullable ChildEngine childEngine(Section section, @Nullable Group parent) {
    if (!section.names().contains("search-at")) {
      return parent == null ? null : parent.childEngine();
    }
    return section
        .value(
            "search-at",
            GroupsReader::childEngine,
            "write the address of a search there, as"
                + " https://www.kiddle.co/s.php?q="
                + ChildEngine.WORDS
                + ", or none")
        .flatMap(read -> read)
        .orElse(null);
  }

  private static Optional<ChildEngine> childEngine(String address) {
    return address.equals("none") ? Optional.empty() : Optional.of(ChildEngine.of(address));
  }

  private static SearchSafety searches(String word) {
    for (SearchSafety safety : SearchSafety.values()) {
      if (safety.id().equals(word)) {
        return safety;
      }
    }
    throw new IllegalArgumentException("there is no such level");
  }

  private static @Nullable Group parent(Section section, Map<String, Group> before) {
    String name = section.optionalText("parent").orElse(null);
    if (name == null) {
      return null;
    }
    Group parent = before.get(name);
    if (parent == null) {
      section.problem("parent", "no group '" + name + "' stands before this one", "move it up");
    }
    return parent;
  }

  private static Audience audience(String word) {
    for (Audience audience : Audience.values()) {
      if (audience.id().equals(word)) {
        return audience;
      }
    }
    throw new IllegalArgumentException("there is no such audience");
  }

  private static boolean open(String word) {
    return switch (word) {
      case "acceptable" -> true;
      case "unacceptable" -> false;
      default -> throw new IllegalArgumentException("this is neither of the two words");
    };
  }
}
