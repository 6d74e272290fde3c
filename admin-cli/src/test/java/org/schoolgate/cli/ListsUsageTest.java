package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a command about lists is said, with what to do; nothing changes. */
final class ListsUsageTest {

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
        "lists show nope                                      | 2 | there is no category 'nope'",
        "lists show gamblign                                  | 2 | did you mean 'gambling'?",
        "lists add x.example                                  | 2 | --reason TEXT is missing",
        "lists add x.example --reason no                      | 2 | say why in 5 to 500",
        "lists remove x.example                               | 2 | --reason TEXT is missing",
        "lists remove --reason 'asked for'                    | 2 | SITE",
        "lists remove --source county --reason 'asked for'    | 2 | no imported lists",
        "lists remove x.example --source s --reason 'asked for' | 2 | cannot be given together",
        "lists import pom.xml --source s --category games     | 2 | --reason TEXT is missing",
        "lists show iwf-urls                                  | 1 | never shown or changed here",
        "lists show gambling --limit 0                        | 2 | --limit takes 1 to",
        "lists show gambling --limit 10001                    | 2 | --limit takes 1 to 10000",
        "lists search example --limit 10001                   | 2 | --limit takes 1 to 10000",
        "lists show                                           | 2 | CATEGORY",
        "lists show --why 'not a site'                        | 2 | no site or address",
        "lists search x                                       | 2 | at least 2 characters",
        "lists add co.uk --reason 'asked for' | 2 | public suffix",
        "lists add x.example --category iwf-urls --reason 'asked for' | 1 | never shown or changed"
            + " here",
        "lists add x.example --category nope --reason 'asked for' | 2 | there is no category"
            + " 'nope'",
        "lists add x.example --category games --allow --reason 'asked for' | 2 | cannot be given"
            + " together",
        "lists import nothing.txt --source s --category games --reason 'asked for' | 2 | there is"
            + " no file nothing.txt",
        "lists import pom.xml --source s --reason 'asked for' | 2 | say it with --category",
        "lists import pom.xml --source s --category nope --reason 'asked for' | 2 | there is no"
            + " category 'nope'",
        "lists import src --source s --category games --reason 'asked for' | 2 | a tree that names"
            + " its own",
        "lists import pom.xml --source s --map a=games --reason 'asked for' | 2 | is no tree of"
            + " categories",
        "lists import pom.xml --category games --reason 'asked for' | 2 | --source NAME is missing",
      })
  void whatIsWrongIsSaid(String line, int status, String complaint) {
    school.run(line).expect(status).complains(complaint);
  }
}
