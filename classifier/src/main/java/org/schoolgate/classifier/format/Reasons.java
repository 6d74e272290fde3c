package org.schoolgate.classifier.format;

/** Why lines are left out, where several formats have the same reasons. */
final class Reasons {

  static final String EXPRESSION = "regular expressions are not supported";
  static final String NO_LIST = "not a list";
  static final String REWRITE = "a rewrite to another address";
  static final String MACHINE = "names of the machine itself";
  static final String WILDCARD = "a wildcard within a name, which is not supported";
  static final String EXCEPTED = "an exception of the same list covers it";

  private Reasons() {}
}
