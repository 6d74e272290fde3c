package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupTreeTest {

  private static final GroupTree TREE =
      GroupTree.of(
          List.of(
              group("pupils", null),
              group("ks2", "pupils"),
              group("year-5", "ks2"),
              group("staff", null)));

  private static Group group(String id, @Nullable String parent) {
    return new Group(id, id, parent, Audience.PUPIL, true, 100, 60, SearchSafety.STRICT);
  }

  @ParameterizedTest
  @CsvSource({"year-5, year-5 ks2 pupils", "ks2, ks2 pupils", "pupils, pupils", "staff, staff"})
  void lineageGoesUpToTheTop(String group, String lineage) {
    assertEquals(
        lineage,
        TREE.lineage(TREE.require(group)).stream().map(Group::id).collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "year-5, pupils, true",
    "year-5, year-5, true",
    "year-5, staff, false",
    "pupils, year-5, false",
    "year-5, strangers, false",
    "strangers, pupils, false",
    "strangers, strangers, false",
  })
  void withinIsItselfOrBelow(String group, String above, boolean within) {
    assertEquals(within, TREE.isWithin(group, above));
  }

  @Test
  void parentsComeBeforeChildren() {
    refused("does not stand before", group("ks2", "pupils"), group("pupils", null));
    refused("does not stand before", group("a", "a"));
    refused("two groups 'a'", group("a", null), group("a", null));
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertTrue(TREE.find("strangers").isEmpty());
    assertThrows(IllegalArgumentException.class, () -> TREE.require("strangers"));
  }

  private static void refused(String says, Group... groups) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> GroupTree.of(List.of(groups)));
    assertTrue(String.valueOf(refused.getMessage()).contains(says));
  }
}
