package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;

class QueryWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "message=how+do+i+kill+myself            | how do i kill myself",
        "a=1&m=kill%20my%C3%A9lf&c=d              | kill myélf",
        "how+do+i                                | how do i",
        "m=kys                                   | kys",
        "m=KYS!                                  | KYS!",
        "m=kill-my_self                          | kill-my_self",
        "title=Self-harm                         | Self-harm",
        "m=don%27t                               | don't",
        "q=%E8%87%AA%E6%AE%BA                    | 自殺",
        "x=1;m=kill+me                           | 1;m=kill me",
        "m=see+https://a.example/                | see https://a.example/",
        "m=%7B%22text%22:%22kill+me%22%7D        | {\"text\":\"kill me\"}",
        "a=kill+me&b=hate+you                    | kill me/hate you",
        "id=8f14e45fceea167a                     | -",
        "t=eyJhbGciOiJIUzI1NiJ9                  | -",
        "session=QxLbAzRw                        | -",
        "u=https%3A%2F%2Fkill.example%2Fkill     | -",
        "file=kill.jpg&n=3&page=12&d=2026-11-22  | -",
        "password=kill+me&csrf_token=kill+me     | -",
        "utm_campaign=kill+me&dt=kill+me         | -",
        "=&&m=&m=+&m                             | -",
      })
  void valuesThatMayBeTyped(String query, String expected) {
    List<String> found = QueryWords.of(Fixtures.http("forum.example", "/send?" + query));

    assertEquals(expected == null ? "" : expected, String.join("/", found));
  }

  @Test
  void anAddressWithoutAQueryHasNone() {
    assertEquals(List.of(), QueryWords.of(Fixtures.http("forum.example", "/kill-myself")));
    assertEquals(List.of(), QueryWords.of(Fixtures.http("forum.example", "/?")));
  }

  @Test
  void anEndlessWordIsReadInNoTime() {
    String words = "a-".repeat(30_000);

    assertEquals(
        List.of(words + "b"), QueryWords.of(Fixtures.http("forum.example", "/?m=" + words + "b")));
    assertEquals(List.of(), QueryWords.of(Fixtures.http("forum.example", "/?m=" + words + "1")));
  }
}
