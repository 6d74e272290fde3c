package org.schoolgate.classifier.effectiveness;

/** Which cases may be looked at while phrases are written. */
public enum CorpusHalf {
  /** Phrases are tuned to these. */
  TUNING("tuning.tsv", "the tuning half"),

  /** Nobody who writes phrases reads these; numbers are told of them, which steer, too. */
  SET_ASIDE("held-out.tsv", "the half set aside");

  private final String resource;
  private final String title;

  CorpusHalf(String resource, String title) {
    this.resource = resource;
    this.title = title;
  }

  /** The name of its file, beside this class. */
  String resource() {
    return resource;
  }

  /** What people read in reports. */
  public String title() {
    return title;
  }
}
