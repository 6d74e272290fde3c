package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;

/** What people write in phrase files by mistake, and what they are told to write instead. */
final class PhraseLineTest {

  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "kill ~ write a weight and a phrase, such as '60 kill myself'",
        "60 ~ write a weight and a phrase, such as '60 kill myself'",
        "6O kill ~ write a weight and a phrase, such as '60 kill myself'",
        "60kill ~ write a weight and a phrase, such as '60 kill myself'",
        "kill me 60 ~ the weight stands before the phrase: '60 kill myself'",
        "Typed 60 kill ~ options are in small letters, such as 'typed 60 kill myself'",
        "severity:High 60 kill ~ a severity is low, medium, high, urgent or critical",
        "SEVERITY:high 60 kill ~ options are in small letters, such as 'typed 60 kill myself'",
        "loud 60 gin ~ 'loud' is none of typed, shown, noticed, severity:LEVEL and for:AUDIENCE; a"
            + " line is a weight and a phrase, such as '60 kill myself'",
        "typed, 60 gin ~ 'typed,' is none of typed, shown, noticed, severity:LEVEL and for:AUDIENCE; a"
            + " line is a weight and a phrase, such as '60 kill myself'",
        "severity:huge 60 gin ~ a severity is low, medium, high, urgent or critical",
        "severity: high 60 gin ~ a severity is joined on, such as 'severity:high 60 kill myself'",
        "for:year-5 60 gin ~ an audience is young-child, pupil or adult",
        "for: pupil 60 gin ~ an audience is joined on, such as 'for:pupil 60 kill myself'",
        "for:pupil, adult 60 gin ~ audiences are joined by a comma without spaces, such as"
            + " 'for:pupil,adult 60 kill myself'",
        "typed typed 60 gin ~ 'typed' stands there twice; write it once",
        "severity:low severity:high 60 gin ~ 'severity:' stands there twice; write it once",
        "noticed -60 gin ~ what counts below zero excuses a text: leave 'noticed' out",
        "severity:low -60 gin ~ what counts below zero excuses a text: leave 'severity:' out",
        "noticed except gin ~ an exception only says what does not count: leave 'noticed' out",
        "for:pupil except gin ~ an exception only says what does not count: leave 'for:' out",
        "0 kill ~ a weight is a whole number between -200 and 200, and not 0",
        "201 kill ~ a weight is a whole number between -200 and 200, and not 0",
        "-201 kill ~ a weight is a whole number between -200 and 200, and not 0",
        "999999999999999 kill ~ a weight is a whole number between -200 and 200, and not 0",
        "typed 60.5 kill ~ a weight is a whole number between -200 and 200, and not 0",
        "60% kill ~ a weight is a whole number between -200 and 200, and not 0",
        "60 severity:terrible punch ~ 'severity:' stands before the weight, such as"
            + " 'severity:high 60 kill myself'",
        "60 for:pupil punch ~ 'for:' stands before the weight, such as 'for:pupil 60 kill"
            + " myself'",
        "60 typed punch ~ options stand before the weight, such as 'typed 60 kill myself'; if the"
            + " phrase has that word, write it in quotes",
        "-60 noticed punch ~ options stand before the weight, such as 'typed 60 kill myself'; if"
            + " the phrase has that word, write it in quotes",
        "60 except gin ~ 'except' stands in the place of the weight, such as 'except suicide squad';"
            + " if the phrase has that word, write it in quotes",
      })
  void whatStandsBeforeThePhraseIsChecked(String line, String problem) throws Exception {
    assertRefused(line, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "60 punch|kick >3 ~ '>3' needs a phrase on either side, such as '60 punch >3 teacher'",
        "60 >3 kick ~ '>3' needs a phrase on either side, such as '60 punch >3 teacher'",
        "60 punch >3 &2 kick ~ '&2' needs a phrase on either side, such as '60 punch >3 teacher'",
        "60 punch & ~ '&' needs a phrase on either side, such as '60 punch >3 teacher'",
        "60 punch >3| kick ~ '>' and '&' stand between spaces, with the number of words joined on,"
            + " such as '60 punch >3 teacher'",
        "60 punch>3 kick ~ '>' and '&' stand between spaces, with the number of words joined on,"
            + " such as '60 punch >3 teacher'",
        "60 punch & &x ~ '>' and '&' stand between spaces, with the number of words joined on, such"
            + " as '60 punch >3 teacher'",
        "60 gin > tonic ~ say how many words may stand between, such as '>5'",
        "60 gin > 5 tonic ~ say how many words may stand between, such as '>5'",
        "60 gin >101 tonic ~ at most 100 words may stand between",
        "60 gin >99999999999 tonic ~ at most 100 words may stand between",
        "60 gin & tonic & ale & bun & cup & dog & egg ~ a combination has at most 6 parts",
        "60 gin| ~ beside '|' an alternative is missing; write 'punch|kick'",
        "60 |gin ~ beside '|' an alternative is missing; write 'punch|kick'",
        "60 gin||ale >3 me ~ beside '|' an alternative is missing; write 'punch|kick'",
        "60 punch | >3 me ~ beside '|' an alternative is missing; write 'punch|kick'",
        "60 k|j ~ so short a phrase is found everywhere: write at least 2 letters",
        "60 @drink ~ '@drink' has no 'set' line above it in this file; write one, such as"
            + " 'set drink = gin|ale'",
        "60 no @self ~ '@' names a set and stands alone as a part or an alternative, such as '60"
            + " @people >3 die'",
        "60 @self harm ~ '@' names a set and stands alone as a part or an alternative, such as '60"
            + " @people >3 die'",
        "60 @Self ~ '@' names a set and stands alone as a part or an alternative, such as '60"
            + " @people >3 die'",
        "60 {people} ~ brackets mean nothing here: '@people' names a set, and 'punch|kick' gives"
            + " alternatives",
        "60 (punch|kick) me ~ brackets mean nothing here: '@people' names a set, and 'punch|kick'"
            + " gives alternatives",
        "60 p[ou]nch ~ brackets mean nothing here: '@people' names a set, and 'punch|kick' gives"
            + " alternatives",
        "60 gin # a drink ~ a comment stands on a line of its own that begins with '#'",
        "except gin & tonic ~ an exception is one phrase, without '|', '@', '&' or '>'",
        "except @self ~ an exception is one phrase, without '|', '@', '&' or '>'",
        "60 k ~ so short a phrase is found everywhere: write at least 2 letters",
        "60 ki*ll ~ a star stands only before or after the phrase, such as 'suicid*'",
        "60 ... ~ the phrase has no letter or digit",
        "60 gin|... >3 me ~ the phrase has no letter or digit",
        "60 my self ~ the phrase is in this file already, in line 4; keep one of the two",
      })
  void whatIsLookedForIsChecked(String line, String problem) throws Exception {
    assertRefused(line, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "set People = teacher|pupil ~ a set is written 'set people = teacher|pupil', its name in"
            + " small letters, digits and hyphens",
        "set people: teacher|pupil ~ a set is written 'set people = teacher|pupil', its name in"
            + " small letters, digits and hyphens",
        "set people = ~ a set is written 'set people = teacher|pupil', its name in small letters,"
            + " digits and hyphens",
        "set @people = teacher ~ a set is written 'set people = teacher|pupil', its name in small"
            + " letters, digits and hyphens",
        "set people = teacher||pupil ~ beside '|' an alternative is missing; write 'punch|kick'",
        "set people = @nobody ~ '@nobody' has no 'set' line above it in this file; write one, such"
            + " as 'set nobody = gin|ale'",
        "set people = {teacher} ~ brackets mean nothing here: '@people' names a set, and"
            + " 'punch|kick' gives alternatives",
        "set people = teacher >3 pupil ~ a set is alternatives with '|' between them: write '>3' in"
            + " the line that uses it",
        "set people = tea*cher ~ a star stands only before or after the phrase, such as 'suicid*'",
        "category: drugs ~ a file has one category, and this one has it: put these phrases in a file"
            + " of their own",
        "language: fr ~ a file has one language, and this one has it: put these phrases in a file of"
            + " their own",
      })
  void otherLinesAreChecked(String line, String problem) throws Exception {
    assertRefused(line, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "60 \"typed words\"",
        "except 50 cent",
        "60 s&m",
        "60 punch|kick >3 @self|him",
        "60 i >1 u",
        "typed noticed severity:high for:pupil,adult +60 *foot* & 50 balls",
        "typed except my gin",
        "60 #gin",
        "60 set your date",
        "-20 60 minutes",
      })
  void theseAreMeant(String line) throws Exception {
    Fixtures.write(folder, "a.phrases", "category: suicide", "language: en", SET, line);

    assertFalse(read().countByCategory().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "suicid: x          | the file must start with 'category: ' and a category id, such as"
            + " 'category: bullying'",
        "50 kill            | the file must start with 'category: ' and a category id, such as"
            + " 'category: bullying'",
        "category: nonsense | there is no category 'nonsense'; 'schoolgate lists ls' prints them",
        "category: Self harm| there is no category 'Self harm'; write 'category: self-harm'",
        "category:          | the file must start with 'category: ' and a category id, such as"
            + " 'category: bullying'",
        "category: suicide  | 'language: ' and a language code such as en must follow the category",
      })
  void theHeaderIsNeeded(String firstLine, String problem) throws Exception {
    Path file = Fixtures.write(folder, "x.phrases", firstLine, "50 one two", "50 three four");

    assertEquals(file + ":" + (problem.contains("language") ? 2 : 1) + ": " + problem, problem());
  }

  @Test
  void aLanguageIsACode() throws Exception {
    Path file = Fixtures.write(folder, "x.phrases", "category: suicide", "language: Cymraeg");

    assertEquals(file + ":2: a language is a code such as en or cy", problem());
  }

  @Test
  void aFileOfAnotherEncodingIsRefused() throws Exception {
    Path file = folder.resolve("x.phrases");
    Files.write(file, "category: suicide\nlanguage: en\n".getBytes(StandardCharsets.UTF_16));

    assertEquals(file + ":1: the file is UTF-16; save it as UTF-8", problem());
  }

  @ParameterizedTest
  @CsvSource({"school.phrases.txt", "school.phrase", "school.PHRASES"})
  void aFileThatWouldBePassedOverIsTold(String name) throws Exception {
    Path file = Fixtures.write(folder, name, "category: suicide", "language: en", "60 gin");

    assertEquals(
        file + ":0: the file is not read under this name: rename it to school.phrases", problem());
  }

  @Test
  void nothingOfAnIllegalPhraseIsTold() throws Exception {
    Path file =
        Fixtures.write(
            folder, "x.phrases", "category: iwf-keywords", "language: en", "gin 60 ale @rum");

    assertEquals(
        file
            + ":3: before the weight stand only typed, shown, noticed, severity:LEVEL and for:AUDIENCE;"
            + " a line is a weight and a phrase, such as '60 kill myself'",
        problem());
  }

  private static final String SET = "set self = self|my self";

  private void assertRefused(String line, String problem) throws Exception {
    Path file =
        Fixtures.write(
            folder, "a.phrases", "category: suicide", "language: en", SET, "20 my self", line);

    assertEquals(file + ":5: " + problem, problem());
  }

  private String problem() {
    return assertThrows(PhraseFileException.class, this::read).getMessage();
  }

  private PhraseBook read() throws Exception {
    return PhraseFiles.read(List.of(folder), Fixtures.CATEGORIES);
  }
}
