package org.schoolgate.cli.config;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.schoolgate.policy.Activity;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Cell;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.Policy;
import org.schoolgate.policy.Schedule;
import org.schoolgate.policy.Site;

/** Reads {@code schedules.yaml} and {@code matrix.yaml} into a {@link Policy}. */
final class PolicyReader {

  private static final Schedule.Span NEVER =
      new Schedule.Span(Set.of(DayOfWeek.SUNDAY), LocalTime.MIN, LocalTime.of(0, 1));

  private final CategoryTable categories;
  private final GroupTree groups;
  private final Problems problems;

  PolicyReader(CategoryTable categories, GroupTree groups, Problems problems) {
    this.categories = categories;
    this.groups = groups;
    this.problems = problems;
  }

  /** The rows and schedules, checked one by one. */
  record Rows(List<Schedule> schedules, List<Activity> activities) {
    /** Copies the lists. */
    Rows {
      schedules = List.copyOf(schedules);
      activities = List.copyOf(activities);
    }
  }

  Rows read(Path schedulesFile, Path matrixFile) throws ConfigRefused {
    Map<String, Schedule> schedules = schedules(schedulesFile);
    Section top = new Section(YamlFile.read(matrixFile), problems);
    CellReader cells = new CellReader(schedules, problems);
    List<Activity> activities = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Map<String, String> rowOfCategory = new LinkedHashMap<>();
    Map<Site, String> rowOfSite = new HashMap<>();
    for (Section row : top.sections("activities")) {
      Activity activity = activity(row, cells);
      if (!ids.add(activity.id())) {
        row.problem("id", "there are two rows '" + activity.id() + "'", "rename one");
      }
      for (var category : activity.categories().in(categories)) {
        String other = rowOfCategory.putIfAbsent(category.id(), activity.id());
        if (other != null) {
          row.problem(
              "categories",
              category.id() + " stands in row '" + other + "' already",
              "keep it in one row");
        }
      }
      for (Site site : activity.sites()) {
        String other = rowOfSite.putIfAbsent(site, activity.id());
        if (other != null) {
          row.problem(
              "sites", site + " stands in row '" + other + "' already", "keep it in one row");
        }
      }
      activities.add(activity);
    }
    top.done();
    if (activities.isEmpty()) {
      problems.add(top.place(), "the matrix has no rows", "list them under 'activities'");
    } else if (top.isSound()) {
      refuseForgotten(top, rowOfCategory.keySet());
    }
    return new Rows(List.copyOf(schedules.values()), activities);
  }

  /** A category that no row names would fall to what the groups call {@code otherwise}. */
  private void refuseForgotten(Section top, Set<String> named) {
    List<String> forgotten =
        categories.all().stream()
            .filter(category -> categories.needsRow(category) && !named.contains(category.id()))
            .map(Category::id)
            .toList();
    if (!forgotten.isEmpty()) {
      top.problem(
          "activities",
          "no row names " + String.join(", ", forgotten),
          "add a row for them, as in the matrix.yaml that came with Schoolgate");
    }
  }

  /** Compiles what was read without a problem. */
  Policy compile(Rows rows, String version, ZoneId zone) {
    return new Policy(version, categories, groups, zone, rows.schedules(), rows.activities());
  }

  private Activity activity(Section row, CellReader cells) {
    String id = row.text("id");
    CategorySet set =
        CategorySet.of(
            row.values(
                "categories",
                name -> {
                  var category = category(name);
                  if (category.illegal()) {
                    throw new IllegalArgumentException(
                        "illegal content is blocked outside the policy");
                  }
                  return category;
                },
                "`schoolgate lists ls` prints them"));
    List<Site> sites = row.values("sites", Site::parse, "write example.com or example.com/path");
    boolean trusted = row.truth("trusted", false);
    boolean inspected = row.truth("inspected", true);
    Map<String, Cell> found = cells(row.section("cells"), cells);
    String title = row.text("title");
    row.done();
    if (row.isSound() && set.isEmpty() && sites.isEmpty()) {
      row.problem("id", "the row covers nothing", "give it categories or sites");
    }
    if (row.isSound()) {
      refuseForgotten(row, found);
    }
    return new Activity(id, title, set, sites, trusted, inspected, found);
  }

  /**
   * Every group at the top has a cell, from which those below inherit. One that is allow-list only
   * may go without: what it has no cell for is closed to it.
   */
  private void refuseForgotten(Section row, Map<String, Cell> cells) {
    List<String> forgotten =
        groups.all().stream()
            .filter(group -> group.parent() == null && group.otherwiseOpen())
            .map(Group::id)
            .filter(group -> !cells.containsKey(group))
            .toList();
    if (!forgotten.isEmpty()) {
      row.problem(
          "cells", "there is none for " + String.join(", ", forgotten), "say what holds for each");
    }
  }

  private Category category(String name) {
    return categories
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no category '"
                        + name
                        + "'"
                        + Nearest.hint(
                            name, categories.all().stream().map(Category::id).toList())));
  }

  private Map<String, Cell> cells(Section section, CellReader reader) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (String group : section.names()) {
      Optional<Node> node = section.node(group);
      if (groups.find(group).isEmpty()) {
        List<String> known = groups.all().stream().map(Group::id).toList();
        section.problem(
            group,
            "there is no such group" + Nearest.hint(group, known),
            "groups.yaml has " + String.join(", ", known));
      } else {
        node.flatMap(reader::read).ifPresent(cell -> cells.put(group, cell));
      }
    }
    return cells;
  }

  private Map<String, Schedule> schedules(Path file) throws ConfigRefused {
    Section top = new Section(YamlFile.read(file), problems);
    Section named = top.section("schedules");
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    for (String id : named.names()) {
      Section schedule = named.section(id);
      String title = schedule.text("title");
      List<Schedule.Span> spans = new ArrayList<>();
      for (Section time : schedule.sections("times")) {
        span(time).ifPresent(spans::add);
      }
      schedule.done();
      if (spans.isEmpty() && schedule.isSound()) {
        schedule.problem("times", "a schedule has at least one time", "list them");
      }
      // One that is wrong stands for itself, so that the cells that name it are not wrong too.
      schedules.put(id, new Schedule(id, title, spans.isEmpty() ? List.of(NEVER) : spans));
    }
    top.done();
    return schedules;
  }

  private static Optional<Schedule.Span> span(Section time) {
    List<DayOfWeek> days =
        time.values(
            "days",
            word -> DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT)),
            "write monday to sunday");
    Optional<LocalTime> from = time.value("from", LocalTime::parse, "write it as \"12:00\"");
    Optional<LocalTime> until = time.value("until", LocalTime::parse, "write it as \"13:00\"");
    time.done();
    if (days.isEmpty() || from.isEmpty() || until.isEmpty()) {
      if (time.isSound()) {
        time.problem("days", "a time has days, from and until", "give all three");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(new Schedule.Span(Set.copyOf(days), from.get(), until.get()));
    } catch (IllegalArgumentException wrongOrder) {
      time.problem("until", String.valueOf(wrongOrder.getMessage()), "split it at midnight");
      return Optional.empty();
    }
  }
}
