package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explain} of an address that is no name says whether the gateway would dial it. */
final class ExplainAddressTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} {1}: {2}, {3}")
  @CsvSource({
    "http://10.1.2.3/,          --group year-5,   block,   address",
    "http://0x0a.66051/,        --group year-5,   block,   address",
    "https://192.168.0.1/,      --group staff,    block,   address",
    "http://127.0.0.1:3128/,    --from 127.0.0.1, block,   address",
    "http://127.0.0.1:8099/,    --from 127.0.0.1, inspect, policy",
    "http://93.184.216.34/,     --group year-5,   inspect, policy",
    "https://93.184.216.34/,    --group year-5,   block,   policy",
    "https://[2001:db8::7]/,    --group year-1,   block,   policy",
    "https://93.184.216.34/,    --group teachers, inspect, policy",
    "https://push.apple.com/,   --group year-5,   allow,   policy",
    "http://push.apple.com/,    --group year-5,   allow,   policy",
    "http://intranet.example/,  --group year-5,   inspect, policy",
  })
  void whatWouldBeDialled(String url, String who, String decision, String kind) throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder).withoutPhrases();
    PeopleTestSchool.Result result = school.run("explain " + url + " " + who + " --json");
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertEquals(decision, json.path("decision").asText(), result::toString);
    assertEquals(kind, json.path("reason").path("kind").asText(), result::toString);
  }

  /** A name that browsers read as two; of each of them another decision may hold. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://stra\u00dfe.de/a, false",
    "stra\u00dfe.de, false",
    "http://a.de/\u00df, true",
    "stra\u00dfe.de/?to=http://a.de/, false",
    "http://a.de/?to=http://stra\u00dfe.de/, true"
  })
  void aNameThatIsTwoIsAskedAbout(String url, boolean isOne) throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    PeopleTestSchool.Result result = school.run("explain " + url + " --group year-5");
    if (isOne) {
      result.expect(ExitStatus.DONE);
    } else {
      result.expect(ExitStatus.USAGE).complains("strasse.de", "xn--strae-oqa.de");
    }
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "https://www.google.com/search?q=otters, year-5,   strict",
    "https://www.youtube.com/watch?v=a,      teachers, moderate",
    "https://nobody.example/search?q=otters, year-5,   ''",
  })
  void howSearchesAreLockedIsOneOfItsSteps(String url, String group, String level)
      throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder).withoutPhrases();
    PeopleTestSchool.Result result = school.run("explain " + url + " --group " + group + " --json");
    String trace = JsonMapper.builder().build().readTree(result.out()).path("trace").toString();
    assertEquals(!level.isEmpty(), trace.contains("safe search is on and locked"), trace);
    assertEquals(!level.isEmpty(), trace.contains("(" + level + ")"), trace);
  }

  /** Pages full of pictures are for lessons that want them (S17). */
  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "https://www.google.com/search?q=otters&udm=2, year-5, block, image-search/pupils",
    "https://www.google.fr/imghp, year-5, block, image-search/pupils",
    "https://www.bing.com/images/search?q=otters, year-1, block, image-search/pupils",
    "https://www.bing.com/images/search?q=otters, teachers, inspect, search-engines/staff",
    "https://www.google.fr/imghp, teachers, inspect, otherwise/teachers",
    "https://www.google.com/search?q=otters, year-5, inspect, search-engines/pupils",
  })
  void imageSearchIsForLessons(String url, String group, String decision, String cell)
      throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder).withoutPhrases();
    PeopleTestSchool.Result result = school.run("explain " + url + " --group " + group + " --json");
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertEquals(decision, json.path("decision").asText(), result::toString);
    assertEquals(cell, json.path("reason").path("source").asText(), result::toString);
  }

  /**
   * Young children search at an engine that is made for them, and everybody else where they like.
   */
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "https://www.google.fr/search?q=otters, --group year-1, redirect",
    "https://www.google.com, --group nursery --search otters, redirect",
    "https://www.google.com, --group year-2, inspect",
    "https://www.kiddle.co/s.php?q=otters, --group year-1, inspect",
    "https://www.google.com/search?q=otters, --group year-3, inspect",
  })
  void youngChildrenSearchAtAnEngineForThem(String url, String who, String decision)
      throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder).withoutPhrases();
    PeopleTestSchool.Result result = school.run("explain " + url + " " + who + " --json");
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertEquals(decision, json.path("decision").asText(), result::toString);
    assertEquals(
        decision.equals("redirect"),
        json.path("trace").toString().contains("searches of this group go to www.kiddle.co"),
        result::toString);
  }

  private static final String SUGGEST =
      "https://suggestqueries.google.com/complete/search?client=firefox&q=";

  /** Of words that are being typed it says what the wire does, and what may come of them. */
  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "how+do+i+kill+myself, block,   typing, true",
    "how+do+i+bake+a+cake, inspect, '',     false",
  })
  void whatIsBeingTypedIsAnsweredAsOnTheWire(
      String words, String decision, String source, boolean violates) throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    PeopleTestSchool.Result result =
        school.run("explain " + SUGGEST + words + " --group year-5 --json");
    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertEquals(decision, json.path("decision").asText(), result::toString);
    assertEquals(violates, !json.path("violations").isEmpty(), result::toString);
    if (!source.isEmpty()) {
      assertEquals(source, json.path("reason").path("source").asText(), result::toString);
    }
  }

  /** Before anything is loaded: the phrases of this school cannot be read. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--page nowhere.html               | nowhere.html cannot be read",
        "--group nobody                    | there is no group 'nobody'",
        "--group year-5 --search=           | --search is empty",
        "--group year-5 --at whenever      | 'whenever' is no time",
      })
  void whatIsWrongWithTheCommandIsSaidFirst(String options, String complaint) throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school.file("etc/phrases/broken.en.phrases", "no header\n");
    school.run("explain www.example.com " + options).expect(ExitStatus.USAGE).complains(complaint);
  }

  @Test
  void peopleReadWhichRowOfTheMatrixItIs() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school
        .run("explain http://www.youtube.com/ --group year-5")
        .says("made by     row 'video' of matrix.yaml, for Pupils")
        .doesNotSay("cell ", "video/pupils");
    school
        .run("explain http://www.youtube.com/ --group year-5 --json")
        .says("\"source\":\"video/pupils\"");
    school
        .run("explain http://unheard-of.example/ --group year-5")
        .says("made by     what no row of matrix.yaml names, for Year 5");
  }
}
