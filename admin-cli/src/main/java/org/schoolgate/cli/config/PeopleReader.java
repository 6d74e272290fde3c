package org.schoolgate.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.people.People;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Role;
import org.schoolgate.policy.GroupTree;

/** Reads {@code people.yaml}. */
final class PeopleReader {

  private final GroupTree groups;
  private final Problems problems;

  PeopleReader(GroupTree groups, Problems problems) {
    this.groups = groups;
    this.problems = problems;
  }

  People read(Path file) throws ConfigRefused {
    Section top = new Section(YamlFile.read(file), problems);
    List<Person> people = new ArrayList<>();
    for (Section section : top.sections("people")) {
      person(section).ifPresent(people::add);
    }
    top.done();
    try {
      return People.of(people);
    } catch (RefusedException refused) {
      problems.add(top.place(), String.valueOf(refused.getMessage()), "each account stands once");
      return People.NOBODY;
    }
  }

  private Optional<Person> person(Section section) {
    String account = section.text("account");
    String name = section.optionalText("name").orElse(account);
    List<Role> roles =
        section.values("roles", PeopleReader::role, "`schoolgate people add --help` lists them");
    List<String> inGroups =
        section.values("groups", id -> groups.require(id).id(), "name groups of groups.yaml");
    String hash = section.optionalText("password").orElse(null);
    String unixUser = section.optionalText("unix-user").orElse(null);
    section.done();
    if (!section.isSound()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Person(account, name, new TreeSet<>(roles), inGroups, hash, unixUser));
    } catch (RefusedException refused) {
      section.problem("account", String.valueOf(refused.getMessage()), "correct it");
      return Optional.empty();
    }
  }

  private static Role role(String id) {
    return Role.find(id).orElseThrow(() -> new IllegalArgumentException("there is no such role"));
  }
}
