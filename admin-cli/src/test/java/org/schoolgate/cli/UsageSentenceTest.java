package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A misspelt command line is answered by one sentence that says what to type. */
final class UsageSentenceTest {

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
        "lits                       | there is no command 'lits'; did you mean 'lists'? `schoolgate"
            + " --help` lists them",
        "zzzzzz                     | there is no command 'zzzzzz'; `schoolgate --help` lists them",
        "lists ad x.example         | there is no command 'ad'; did you mean 'add'? `schoolgate"
            + " lists --help` lists them",
        "explain a.example --grup x | there is no option '--grup' of 'schoolgate explain'; did you"
            + " mean '--group'? `schoolgate explain --help` lists them",
        "explain a.example b        | 'b' is a word too many for 'schoolgate explain'; put words"
            + " that belong together in quotes, or see `schoolgate explain --help`",
        "explain                    | URL is missing; `schoolgate explain --help` says what to"
            + " give",
        "override approve           | --by ACCOUNT, --why TEXT and ID are missing; `schoolgate"
            + " override approve --help` says what to give",
        "lists show                 | CATEGORY or --why SITE is missing; `schoolgate lists show"
            + " --help` says what to give",
        "explain a --as b --group c | cannot be given together; leave one of them out",
        "lists search ab --limit x  | --limit: 'x' is no whole number; `schoolgate lists search"
            + " --help` says how",
        "audit search --severity x  | --severity: 'x' is none of low, medium, high, urgent,"
            + " critical;",
        "override request a.example --group year-5 --for 1x --reason because | --for: '1x' is no"
            + " duration; write a whole number and m, h, d or w, such as 30m, 2h, 14d or 2w;",
        "policy show --group yaer-5 | there is no group 'yaer-5'; did you mean 'year-5'? the groups"
            + " are pupils,",
        "explain a.example --group yaer-5 | there is no group 'yaer-5'; did you mean 'year-5'? the"
            + " groups are pupils,",
        "policy show --group year-11 | there is no group 'year-11'; the groups are pupils,",
        "policy show --group year5 | there is no group 'year5'; did you mean 'year-5'? the groups"
            + " are pupils,",
        "explain a.example --as no.body | there is no account 'no.body'",
        "override request a.example --group nope --for 1h --reason because | there is no group"
            + " 'nope'; the groups are",
        "audit search --category gamblng | there is no category 'gamblng'; did you mean"
            + " 'gambling'?",
        "lists add a.example --reason because --category gamblng | there is no category 'gamblng';"
            + " did you mean 'gambling'?",
        "people add x --name X --role techer --group staff | there is no role 'techer'; did you"
            + " mean 'teacher'?",
        "people add x --name X --role teacher --group staf | there is no group 'staf'; did you mean"
            + " 'staff'?",
        "audit search --kind bloked | there are no records of kind 'bloked'; did you mean"
            + " 'blocked'?",
      })
  void itIsAnsweredByOneSentence(String line, String sentence) {
    PeopleTestSchool.Result answered = school.run(line);

    answered.expect(ExitStatus.USAGE).complains(sentence).doesNotSay("should not have happened");
    assertEquals(1, answered.err().lines().count(), answered::err);
  }
}
