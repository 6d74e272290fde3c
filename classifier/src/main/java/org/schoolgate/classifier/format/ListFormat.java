package org.schoolgate.classifier.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.schoolgate.classifier.source.FileCipher;

/** The forms in which lists are published. */
public enum ListFormat {
  /** A squidGuard tree of categories, such as the one of Toulouse (UT1): folder or archive. */
  UT1("squidGuard's trees have only files named domains and urls"),
  /** One name a line. */
  DOMAINS("such a list has one name a line"),
  /** A hosts file: an address, then names that are to be led there. */
  HOSTS("a hosts file has an address and a name a line"),
  /** Lists of e2guardian and DansGuardian: sites, addresses, phrases. */
  E2GUARDIAN("such lists have a site a line, or phrases in brackets: <phrase><50>"),
  /** Rules for DNS blockers and browsers' blockers, of which those about whole sites are taken. */
  ADBLOCK("such rules are written ||site^"),
  /** A response policy zone, as resolvers load it. */
  RPZ("such a zone has records such as: bad.example CNAME ."),
  /** A table whose first line names its columns. */
  CSV("its first line names the columns, one of them domain, host, site or url");

  private final String shape;

  ListFormat(String shape) {
    this.shape = shape;
  }

  /** As command lines name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it looks, for whoever has something else. */
  public String shape() {
    return shape;
  }

  /** Whether its lists can say what category their entries have. */
  public boolean namesCategories() {
    return this == UT1 || this == E2GUARDIAN || this == CSV;
  }

  /** Whether it must say it, because it is a tree of categories. */
  public boolean isTree() {
    return this == UT1;
  }

  /** A reader for one list. */
  public ListReader reader() {
    return switch (this) {
      case UT1 -> new Ut1Reader();
      case DOMAINS -> new DomainsReader();
      case HOSTS -> new HostsReader();
      case E2GUARDIAN -> new E2guardianReader();
      case RPZ -> new RpzReader();
      case ADBLOCK -> new AdblockReader();
      case CSV -> new CsvReader();
    };
  }

  /**
   * The format of a folder or file, by what is in it.
   *
   * @param title what people call it
   * @throws DamagedListException if it is no list of any format
   * @throws IOException if it cannot be read
   */
  public static ListFormat guess(Path path, String title) throws IOException {
    return guess(path, title, FileCipher.NONE);
  }

  /** The same of a file that is kept otherwise. */
  public static ListFormat guess(Path path, String title, FileCipher cipher) throws IOException {
    return FormatGuess.of(path, title, cipher);
  }
}
