package org.schoolgate.cli.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.ChildEngine;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.SearchSafety;

/** Reads {@code groups.yaml}; what a group does not say it takes from the group above it. */
final class GroupsReader {

  private static final int LIMIT_MAX = 10_000;

  private final Problems problems;

  GroupsReader(Problems problems) {
    this.problems = problems;
  }

  GroupTree read(Path file) throws ConfigRefused {
    Section top = new Section(YamlFile.read(file), problems);
    Section named = top.section("groups");
    Map<String, Group> groups = new LinkedHashMap<>();
    for (String id : named.names()) {
      if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        named.problem(id, "a group is lower-case words joined by hyphens", "rename it");
      }
      groups.put(id, group(id, named.section(id), groups));
    }
    top.done();
    if (groups.isEmpty()) {
      problems.add(top.place(), "there are no groups", "list them under 'groups'");
    }
    return GroupTree.of(groups.values());
  }

  private static Group group(String id, Section section, Map<String, Group> before) {
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
