package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.console.people.Person;

/** Notices password hashes that every user of the machine can read. */
final class PeopleExposure {

  private PeopleExposure() {}

  /** What is wrong and what to do; empty if nothing is. */
  static Optional<String> warning(Office office) throws IOException {
    Path file = SchoolConfig.peopleFile(office.folders().config());
    boolean exposed =
        Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
            && office.people().people().anyone(Person::hasPassword);
    return exposed
        ? Optional.of(
            file
                + " holds password hashes and every user of this machine may read it; take that"
                + " away: chmod 600 "
                + file)
        : Optional.empty();
  }
}
