package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explain} of an HTTPS address says what the wire does: the name first, then the rest. */
final class ExplainHttpsTest {

  private static final String BY_NAME = "decided by name only, its content is not read";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, HTTPS read {1}: {2}")
  @CsvSource({
    "https://www.barclays.co.uk/self-harm?q=how+do+i+kill+myself,   true,  allow,   true",
    "https://www.childline.org.uk/a,                                true,  allow,   true",
    "https://www.google.com/search?q=how+do+i+kill+myself,          true,  block,   false",
    "https://www.google.com/search?q=how+do+i+kill+myself,          false, inspect, true",
    "https://www.pornhub.com/a,                                     true,  block,   false",
    "https://www.pornhub.com/a,                                     false, block,   true",
    "https://nobody.example/a,                                      true,  inspect, false",
  })
  void nameFirstThenTheRest(String url, boolean read, String decision, boolean byName)
      throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    if (!read) {
      Path settings = folder.resolve("etc/schoolgate.yaml");
      Files.writeString(
          settings, Files.readString(settings).replace("  https: true\n", "  https: false\n"));
    }
    PeopleTestSchool.Result result = school.run("explain " + url + " --group year-5 --json");
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertEquals(decision, json.path("decision").asText(), result::toString);
    assertEquals(byName, json.path("trace").toString().contains(BY_NAME), result::toString);
    assertEquals(url.replaceFirst("\\?.*", ""), json.path("target").asText());
    assertTrue(json.path("trace").get(0).asText().startsWith("HTTPS:"), result::toString);
  }
}
