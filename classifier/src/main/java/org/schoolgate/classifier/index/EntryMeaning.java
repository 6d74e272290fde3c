package org.schoolgate.classifier.index;

/**
 * What an entry says of the name that it has. Of one list the longer name decides, then what is
 * said of that name alone, then the exception: at one name, the last of these.
 */
public enum EntryMeaning {
  /** The list covers it and all under it; or a network, with all addresses in it. */
  COVERS(0),
  /** The list does not cover it and what is under it, whatever it says of names above. */
  EXCEPTS(1),
  /** The list covers this name alone. */
  COVERS_ALONE(2),
  /** The list does not cover this name alone. */
  EXCEPTS_ALONE(3);

  private static final EntryMeaning[] BY_NUMBER = {COVERS, EXCEPTS, COVERS_ALONE, EXCEPTS_ALONE};

  private final int number;

  EntryMeaning(int number) {
    this.number = number;
  }

  static EntryMeaning of(int number) {
    return BY_NUMBER[number];
  }

  /** What is kept of it. */
  int number() {
    return number;
  }

  /** Whether it is said of the very name and not of those under it. */
  public boolean isAlone() {
    return this == COVERS_ALONE || this == EXCEPTS_ALONE;
  }

  /** Whether the list does not cover it. */
  public boolean isException() {
    return this == EXCEPTS || this == EXCEPTS_ALONE;
  }
}
