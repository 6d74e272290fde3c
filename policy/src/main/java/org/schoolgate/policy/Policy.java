package org.schoolgate.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A school's acceptability matrix, compiled. Immutable and thread-safe.
 *
 * <p>For each group and each slot of the school's week the categories that are closed are one
 * {@link CategorySet}; the usual decision is a few AND operations on {@code long}s and allocates
 * nothing. Only when something is closed are the rows walked again, to say why.
 */
public final class Policy {

  private static final Cell OTHERWISE_OPEN = Cell.of(Acceptability.ACCEPTABLE);
  private static final Cell OTHERWISE_CLOSED = Cell.of(Acceptability.UNACCEPTABLE);

  private final String version;
  private final CategoryTable categories;
  private final GroupTree groups;
  private final List<Activity> activities;
  private final List<Activity> bySite;
  private final Map<String, CategorySet[]> closedByGroup = new HashMap<>();
  private final Activity[] rowOfCategory = new Activity[CategorySet.CATEGORIES_MAX];
  private final CategorySet trusted;
  private final CategorySet uninspected;
  private final SchoolWeek week;

  /**
   * Compiles a matrix.
   *
   * @param version printed with every decision, so that it can be told which rules made it
   * @param zone the school's time zone
   * @throws IllegalArgumentException if two rows name one category, or a row names an illegal one
   */
  public Policy(
      String version,
      CategoryTable categories,
      GroupTree groups,
      ZoneId zone,
      List<Schedule> schedules,
      List<Activity> activities) {
    this.version = version;
    this.categories = categories;
    this.groups = groups;
    this.activities = List.copyOf(activities);
    this.bySite = activities.stream().filter(row -> !row.sites().isEmpty()).toList();
    this.week = new SchoolWeek(zone, schedules);
    indexRows();
    this.trusted = categoriesOfRows(Activity::trusted);
    this.uninspected = categoriesOfRows(row -> !row.inspected());
    for (Group group : groups.all()) {
      closedByGroup.put(group.id(), compile(group));
    }
  }

  private CategorySet categoriesOfRows(Predicate<Activity> condition) {
    CategorySet found = CategorySet.EMPTY;
    for (Activity row : activities) {
      if (condition.test(row)) {
        found = found.union(row.categories());
      }
    }
    return found;
  }

  private void indexRows() {
    for (Activity row : activities) {
      for (Category category : row.categories().in(categories)) {
        if (category.illegal()) {
          throw new IllegalArgumentException(
              "illegal content is blocked outside the policy; a row cannot name " + category.id());
        }
        Activity other = rowOfCategory[category.ordinal()];
        if (other != null) {
          throw new IllegalArgumentException(
              "category '"
                  + category.id()
                  + "' stands in two rows: "
                  + other.id()
                  + ", "
                  + row.id());
        }
        rowOfCategory[category.ordinal()] = row;
      }
    }
  }

  private CategorySet[] compile(Group group) {
    CategorySet[] closed = new CategorySet[week.slots()];
    for (int slot = 0; slot < closed.length; slot++) {
      CategorySet set = CategorySet.EMPTY;
      for (Category category : categories.all()) {
        Cell cell = cellOf(rowOfCategory[category.ordinal()], group).cell();
        if (!cell.openAt(week.firstMinuteOf(slot))) {
          set = set.with(category);
        }
      }
      closed[slot] = set;
    }
    return closed;
  }

  /** A cell and the group on whose column it stands. */
  record FoundCell(Cell cell, Group column) {}

  /**
   * The cell of a row for a group, taken from the groups above where it has none of its own. What
   * has no cell, because a row or a column was forgotten, is closed for children.
   */
  FoundCell cellOf(@Nullable Activity row, Group group) {
    if (row != null) {
      for (Group at : groups.lineage(group)) {
        Cell cell = row.cells().get(at.id());
        if (cell != null) {
          return new FoundCell(cell, at);
        }
      }
    }
    boolean open = group.otherwiseOpen() && !group.audience().isChild();
    return new FoundCell(open ? OTHERWISE_OPEN : OTHERWISE_CLOSED, group);
  }

  /** The categories that are closed for a group in a slot. */
  CategorySet closed(Group group, int slot) {
    CategorySet[] closed = closedByGroup.get(group.id());
    if (closed == null) {
      throw new IllegalArgumentException("there is no group '" + group.id() + "'");
    }
    return closed[slot];
  }

  int slotAt(Instant at) {
    return week.slotAt(at);
  }

  /** A minute of the week that stands for the whole slot. */
  int minuteOf(int slot) {
    return week.firstMinuteOf(slot);
  }

  /** The row that names the category, if one does. */
  Optional<Activity> rowOf(Category category) {
    return Optional.ofNullable(rowOfCategory[category.ordinal()]);
  }

  /** Whether one of the categories is trusted: neither another row nor phrases can close it. */
  boolean trusts(CategorySet found) {
    return trusted.intersects(found);
  }

  CategorySet trusted() {
    return trusted;
  }

  /** The categories whose content is not read. */
  CategorySet uninspected() {
    return uninspected;
  }

  /** Whether what is on sites of that category alone is never read. */
  public boolean leavesUnread(Category category) {
    return uninspected.contains(category);
  }

  /** The row with the most specific site that covers the target; null if no row names it. */
  @Nullable Activity rowForSite(Target target) {
    Activity best = null;
    int bestLength = -1;
    for (Activity row : bySite) {
      for (Site site : row.sites()) {
        if (site.length() > bestLength && site.covers(target)) {
          best = row;
          bestLength = site.length();
        }
      }
    }
    return best;
  }

  /**
   * The rows that name a part of the target's site which some server may take its path for: what
   * they close stays closed, what they open stays shut.
   */
  List<Activity> rowsThatMayName(Target target) {
    List<Activity> found = new ArrayList<>(0);
    for (Activity row : bySite) {
      for (Site site : row.sites()) {
        if (site.mayCover(target) && !site.covers(target)) {
          found.add(row);
          break;
        }
      }
    }
    return found;
  }

  /** The school's time zone. */
  public ZoneId zone() {
    return week.zone();
  }

  /** Which rules these are; printed with every decision. */
  public String version() {
    return version;
  }

  /** The categories that the rows speak of. */
  public CategoryTable categories() {
    return categories;
  }

  /** The columns. */
  public GroupTree groups() {
    return groups;
  }

  /** The rows, in the order of the policy document. */
  public List<Activity> activities() {
    return activities;
  }

  /** The cell as the policy document prints it, inherited or own. */
  public Cell cell(Activity row, Group group) {
    return cellOf(row, group).cell();
  }

  /** The groups of a subject that this policy knows; unknown ids are left out. */
  List<Group> groupsOf(Subject subject) {
    List<Group> found = new ArrayList<>(subject.groups().size());
    for (String id : subject.groups()) {
      groups.find(id).ifPresent(found::add);
    }
    return found;
  }
}
