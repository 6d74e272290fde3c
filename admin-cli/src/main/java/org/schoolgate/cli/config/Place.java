package org.schoolgate.cli.config;

import java.nio.file.Path;

/**
 * Where something stands in a configuration file.
 *
 * @param file which
 * @param line from 1
 */
record Place(Path file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
