package org.schoolgate.classifier.format;

/** What the tags of a list say of the lines that follow. Not thread-safe. */
final class E2guardianState {

  private String categoryName;
  private boolean sometimes;

  /** Nothing but a category, which may be empty. */
  E2guardianState(String categoryName) {
    this.categoryName = categoryName;
  }

  /** What holds at the beginning of a file that is included here. */
  E2guardianState in(String folder) {
    E2guardianState included = new E2guardianState(folder.isEmpty() ? categoryName : folder);
    included.sometimes = sometimes;
    return included;
  }

  String categoryName() {
    return categoryName;
  }

  void category(String name) {
    categoryName = name;
  }

  /** Whether the lines count at some times alone. */
  boolean isSometimes() {
    return sometimes;
  }

  void sometimes() {
    sometimes = true;
  }
}
