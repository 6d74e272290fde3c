package org.schoolgate.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All groups of a school, parents before children. Immutable. */
public final class GroupTree {

  private final Map<String, Group> byId;

  private GroupTree(Map<String, Group> byId) {
    this.byId = byId;
  }

  /**
   * A tree of the given groups.
   *
   * @throws IllegalArgumentException if an id stands twice or a parent does not come before its
   *     child
   */
  public static GroupTree of(Collection<Group> groups) {
    Map<String, Group> byId = new LinkedHashMap<>();
    for (Group group : groups) {
      if (group.parent() != null && !byId.containsKey(group.parent())) {
        throw new IllegalArgumentException(
            "group '" + group.id() + "' names a parent that does not stand before it");
      }
      if (byId.put(group.id(), group) != null) {
        throw new IllegalArgumentException("there are two groups '" + group.id() + "'");
      }
    }
    return new GroupTree(byId);
  }

  /** All groups, parents before children. */
  public List<Group> all() {
    return List.copyOf(byId.values());
  }

  /** The group of that id, if there is one. */
  public Optional<Group> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The group of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Group require(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no group '" + id + "'"));
  }

  /** The group itself, then its parent, up to the top. */
  public List<Group> lineage(Group group) {
    List<Group> lineage = new ArrayList<>();
    Group at = group;
    while (true) {
      lineage.add(at);
      String parent = at.parent();
      if (parent == null) {
        return lineage;
      }
      at = require(parent);
    }
  }

  /** Whether {@code group} is {@code above} or stands somewhere below it. */
  public boolean isWithin(String group, String above) {
    Optional<Group> at = find(group);
    while (at.isPresent()) {
      if (at.get().id().equals(above)) {
        return true;
      }
      String parent = at.get().parent();
      at = parent == null ? Optional.empty() : find(parent);
    }
    return false;
  }
}
