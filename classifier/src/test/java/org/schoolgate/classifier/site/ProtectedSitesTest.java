package org.schoolgate.classifier.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;

class ProtectedSitesTest {

  private static final CategoryTable CATEGORIES = CategoryTable.builtIn();
  private static final ProtectedSites SITES =
      ProtectedSites.builtIn()
          .plus(ProtectedSites.Kind.SCHOOL, List.of("meadow.example", "hill.county.sch.uk"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Support lines and the school's own: all that is under them, by any path.
        "childline.org.uk                | pornography    | HOSTILE  | childline.org.uk",
        "www.childline.org.uk            | suicide        | HOSTILE  | childline.org.uk",
        "chat.childline.org.uk/now       | self-harm      | HOSTILE  | childline.org.uk",
        "childline.org.uk/toolbox/games  | games          | MISTAKEN | childline.org.uk",
        "childline.org.uk                | support        |          | ",
        "childline.org.uk                | learning       |          | ",
        "hill.county.sch.uk/prospectus   | gambling       | HOSTILE  | hill.county.sch.uk",
        "www.meadow.example              | blogs          | MISTAKEN | meadow.example",
        "meadow.example                  | school-blocked |          | ",
        "meadow.example                  | iwf-urls       | HOSTILE  | meadow.example",
        // Of a large site the front page, and not one server or path of many.
        "google.com                      | pornography    | HOSTILE  | google.com",
        "www.google.com                  | pornography    | HOSTILE  | www.google.com",
        "google.com                      | search-engines |          | ",
        "google.com                      | games          | MISTAKEN | google.com",
        "ads.google.com                  | advertising    |          | ",
        "google.com/maps                 | pornography    |          | ",
        "google.com/?safe=off            | pornography    |          | ",
        "notgoogle.com                   | pornography    |          | ",
        "cloudfront.net                  | malware        | HOSTILE  | cloudfront.net",
        "d1234.cloudfront.net            | malware        |          | ",
        "wikipedia.org                   | learning       |          | ",
        "wikipedia.org                   | pornography    | HOSTILE  | wikipedia.org",
        // A name above a protected one covers that too.
        "service.gov.uk                  | malware        | HOSTILE  | www.service.gov.uk",
        "maths.org                       | malware        | HOSTILE  | nrich.maths.org",
        "maths.org/other                 | malware        |          | ",
        "yahoo.com                       | search-engines | MISTAKEN | mail.yahoo.com",
        "mail.yahoo.com                  | search-engines | MISTAKEN | mail.yahoo.com",
        "search.yahoo.com                | search-engines |          | ",
        "yahoo.com/search                | search-engines |          | ",
        "youtube.com                     | video          |          | ",
        // What is listed for what it is.
        "facebook.com                    | social-media   |          | ",
        "facebook.com                    | blogs          |          | ",
        "facebook.com                    | violence       | HOSTILE  | facebook.com",
        "facebook.com                    | advertising    | MISTAKEN | facebook.com",
        "reddit.com                      | adult-content  |          | ",
        "reddit.com                      | pornography    | HOSTILE  | reddit.com",
        "bbc.co.uk                       | news           |          | ",
        "bbc.co.uk                       | extremism      | HOSTILE  | bbc.co.uk",
        "www.gov.uk                      | disinformation | HOSTILE  | www.gov.uk",
        "some.example                    | pornography    |          | ",
        "192.0.2.1                       | pornography    |          | ",
      })
  void anEntryIsJudgedByItsSiteAndItsCategory(
      String entry, String category, ProtectedSites.Weight weight, String site) throws Exception {
    String expected = weight == null ? "" : weight + " " + site;
    String found =
        SITES
            .find(CATEGORIES.require(category), SiteEntry.targetOf(entry))
            .map(finding -> finding.weight() + " " + finding.site())
            .orElse("");

    assertEquals(expected, found);
  }

  @Test
  void whatTheSchoolAcceptsIsAccepted() throws Exception {
    ProtectedSites fewer = SITES.without(List.of("google.com", "childline.org.uk"));

    for (String entry : List.of("google.com", "childline.org.uk/x")) {
      assertTrue(
          fewer
              .find(CATEGORIES.require(BuiltInCategory.PORNOGRAPHY.id()), SiteEntry.targetOf(entry))
              .isEmpty(),
          entry);
    }
  }

  @Test
  void theTableHoldsCanonicalNamesAndKnownCategories() throws Exception {
    List<String> wrong = new ArrayList<>();
    int sites = 0;
    try (InputStream in = ProtectedSites.class.getResourceAsStream("protected-sites.txt")) {
      assertNotNull(in);
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.isBlank() || line.startsWith("#") || line.startsWith("[")) {
          continue;
        }
        sites++;
        String[] parts = line.split(" = ", -1);
        if (!HostName.parse(parts[0]).text().equals(parts[0])
            || PublicSuffixes.isSuffix(parts[0])) {
          wrong.add(line);
        }
        for (String category : parts.length > 1 ? parts[1].split(" ", -1) : new String[0]) {
          if (CATEGORIES.find(category).isEmpty()) {
            wrong.add(line);
          }
        }
      }
    }

    assertEquals(List.of(), wrong);
    assertTrue(sites > 600, "sites: " + sites);
  }
}
