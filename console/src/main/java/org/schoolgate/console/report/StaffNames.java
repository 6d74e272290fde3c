package org.schoolgate.console.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.people.People;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Role;

/** Prints staff by name and role, and takes pupils' names out of what people wrote. */
final class StaffNames {

  private static final String SOMEBODY = "[a pupil]";

  private final People people;
  private final @Nullable Pattern pupils;

  StaffNames(People people) {
    this.people = people;
    List<String> names =
        people.all().stream()
            .filter(person -> person.is(Role.PUPIL))
            .flatMap(person -> Stream.of(person.account(), person.displayName()))
            .toList();
    this.pupils =
        names.isEmpty()
            ? null
            : Pattern.compile(
                names.stream()
                    .map(Pattern::quote)
                    .collect(
                        Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Who acted: {@code Ada Head, headteacher}; the account itself if it was removed since. */
  String of(String account) {
    return people.find(account).map(StaffNames::title).orElse(account);
  }

  /** What somebody wrote, without the names and accounts of pupils. */
  String withoutPupils(String written) {
    return pupils == null
        ? written
        : pupils.matcher(written).replaceAll(Matcher.quoteReplacement(SOMEBODY));
  }

  private static String title(Person person) {
    if (person.is(Role.PUPIL)) {
      return SOMEBODY;
    }
    return person.displayName()
        + ", "
        + person.roles().stream().map(Role::title).collect(Collectors.joining(", "));
  }
}
