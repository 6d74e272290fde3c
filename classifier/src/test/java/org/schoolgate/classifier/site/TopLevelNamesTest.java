package org.schoolgate.classifier.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.HostName;

final class TopLevelNamesTest {

  private static final Pattern NAME = Pattern.compile("[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9]");

  @Test
  void eachIsOneWholeName() {
    List<String> broken =
        TopLevelNames.known().stream().filter(name -> !NAME.matcher(name).matches()).toList();
    assertEquals(List.of(), broken);
    assertTrue(TopLevelNames.known().size() > 1_400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "казино.рф",
        "игра.срб",
        "сайт.укр",
        "例子.中国",
        "예.한국",
        "a.com",
        "a.co.uk",
        "a.test"
      })
  void theseMayEnd(String host) {
    assertTrue(TopLevelNames.mayEnd(HostName.parse(host)), host);
  }
}
