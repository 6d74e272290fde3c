package org.schoolgate.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every category that one running Schoolgate knows, in a fixed order: the built-in ones of
 * requirement S45 first, then those the school's configuration adds. Immutable.
 */
public final class CategoryTable {

  private static final String ID_SHAPE = "[a-z0-9]+(-[a-z0-9]+)*";

  private static final Set<String> NEED_A_ROW =
      Set.of(
          BuiltInCategory.MALWARE.id(),
          BuiltInCategory.FILTER_BYPASS.id(),
          BuiltInCategory.SCHOOL_BLOCKED.id(),
          BuiltInCategory.SUPPORT.id());

  private final List<Category> all;
  private final Map<String, Category> byId;

  private CategoryTable(List<Category> all) {
    this.all = List.copyOf(all);
    Map<String, Category> ids = new LinkedHashMap<>();
    for (Category category : all) {
      ids.put(category.id(), category);
    }
    this.byId = Map.copyOf(ids);
  }

  /** The categories that ship with the product. */
  public static CategoryTable builtIn() {
    Builder builder = new Builder();
    for (BuiltInCategory category : BuiltInCategory.values()) {
      builder.add(category.id(), category.title(), category.severity(), category.illegal());
    }
    return builder.build();
  }

  /** A builder that starts with this table's categories, to add a school's own. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.categories.addAll(all);
    return builder;
  }

  /** All categories, by ordinal. */
  public List<Category> all() {
    return all;
  }

  /** The category of that id, if the table has it. */
  public Optional<Category> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The category of that id.
   *
   * @throws IllegalArgumentException if the table has none
   */
  public Category require(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no category '" + id + "'"));
  }

  /**
   * The category under which a violation in {@code category} is alerted: itself, but pornography
   * counts as adult content (S45).
   */
  public Category monitoredAs(Category category) {
    return category.id().equals(BuiltInCategory.PORNOGRAPHY.id())
        ? require(BuiltInCategory.ADULT_CONTENT.id())
        : category;
  }

  /**
   * Whether every policy must have a row for the category, since forgetting it would do harm:
   * whatever is monitored, what attacks the school's machines or its filtering, what the school
   * itself has blocked, and the lines that help a child.
   */
  public boolean needsRow(Category category) {
    return !category.illegal() && (category.monitored() || NEED_A_ROW.contains(category.id()));
  }

  /** Collects categories; not thread-safe. */
  public static final class Builder {
    private final List<Category> categories = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a school's own filtering category.
     *
     * @throws IllegalArgumentException if the id is malformed or taken, or the table is full
     */
    public Builder add(String id, String title) {
      return add(id, title, null, false);
    }

    private Builder add(String id, String title, @Nullable Severity severity, boolean illegal) {
      if (!id.matches(ID_SHAPE)) {
        throw new IllegalArgumentException(
            "a category id is lower-case words joined by hyphens, not '" + id + "'");
      }
      if (categories.stream().anyMatch(known -> known.id().equals(id))) {
        throw new IllegalArgumentException("there are two categories '" + id + "'");
      }
      if (categories.size() == CategorySet.CATEGORIES_MAX) {
        throw new IllegalArgumentException(
            "a policy holds at most " + CategorySet.CATEGORIES_MAX + " categories");
      }
      categories.add(new Category(id, title, categories.size(), severity, illegal));
      return this;
    }

    /** The finished table. */
    public CategoryTable build() {
      return new CategoryTable(categories);
    }
  }
}
