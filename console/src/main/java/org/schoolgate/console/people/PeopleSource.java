package org.schoolgate.console.people;

import java.io.IOException;

/** Reads the people file as it is now, so that a change never undoes what was edited by hand. */
@FunctionalInterface
public interface PeopleSource {

  /**
   * Everybody in the file.
   *
   * @throws IOException if it cannot be read or is refused; the message names line and remedy
   */
  People read() throws IOException;
}
