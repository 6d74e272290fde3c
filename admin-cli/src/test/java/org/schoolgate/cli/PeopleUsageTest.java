package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a command about accounts is said, with what to do; nothing changes. */
final class PeopleUsageTest {

  @TempDir static Path folder;

  private static PeopleTestSchool school;

  @BeforeAll
  static void found() throws IOException {
    school = PeopleTestSchool.empty(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people add x --name X --role wizard --group teachers     | 2 | the roles are pupil,"
            + " teacher",
        "people add x --name X --role teacher --group wizards     | 2 | the groups are pupils,"
            + " eyfs",
        "people add X --name X --role teacher --group teachers    | 2 | an account id is 1 to 64"
            + " of",
        "people add x --role teacher --group teachers             | 2 | --name NAME is missing",
        "people add x --name X --role pupil --role dsl --group ks1 | 2 | cannot be a pupil and",
        "people passwd nobody --password-stdin                    | 2 | there is no account"
            + " 'nobody'",
        "people remove nobody                                     | 2 | there is no account"
            + " 'nobody'",
        "people                                                   | 2 | a command is missing",
      })
  void whatIsWrongIsSaid(String line, int status, String complaint) throws IOException {
    school.run(line, "long enough for one\n").expect(status).complains(complaint);
    assertFalse(
        Files.readString(folder.resolve("etc/people.yaml")).contains("account: x"),
        "nothing was written");
  }
}
