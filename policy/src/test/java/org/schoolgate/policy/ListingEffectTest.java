package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListingEffectTest {

  @ParameterizedTest
  @CsvSource({
    // category, opens, closes, open to nobody, overridable
    "support,   true,  false, false, true",
    "learning,  true,  false, false, true",
    "banking,   true,  false, false, true",
    "news,      false, false, false, true",
    "video,     false, true,  false, true",
    "games,     false, true,  false, true",
    "shopping,  false, true,  false, true",
    "messaging, false, true,  false, true",
    "suicide,   false, true,  false, true",
    "disclosure, false, true, false, true",
    "gambling,  false, true,  true,  true",
    "grooming,  false, true,  true,  false",
  })
  void whatListingASiteChanges(
      String category, boolean opens, boolean closes, boolean openToNobody, boolean overridable) {
    assertEquals(
        new ListingEffect(opens, closes, openToNobody, overridable),
        ListingEffect.of(SmallSchool.policy(), SmallSchool.TABLE.require(category)));
  }

  @Test
  void aCategoryOpensItsSitesToThoseWhoReachNothingElse() {
    Category updates = SmallSchool.TABLE.require("software-updates");
    Cell yes = Cell.of(Acceptability.ACCEPTABLE);
    Activity row =
        new Activity(
            "updates",
            "Updates",
            CategorySet.EMPTY.with(updates),
            List.of(),
            false,
            true,
            Map.of("infrastructure", yes, "pupils", yes, "staff", yes));
    Policy policy =
        new Policy(
            "test",
            SmallSchool.TABLE,
            SmallSchool.groups(),
            SmallSchool.LONDON,
            List.of(),
            List.of(row));

    assertEquals(new ListingEffect(true, false, false, true), ListingEffect.of(policy, updates));
  }
}
