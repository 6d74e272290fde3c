package org.schoolgate.classifier;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/**
 * The classifier in force: an immutable {@link ListClassifier} that {@link #reload} replaces in one
 * step once the new one is complete, so that no request ever meets half-loaded lists.
 *
 * <p>Thread-safe. A stream that is open keeps the phrases it was opened with.
 */
public final class ListStore implements Classifier {

  private final ListLoader loader;
  private final ListFolders folders;
  private final ListLibrary library;
  private volatile ListClassifier current;

  private ListStore(
      ListLoader loader, ListFolders folders, EndedEntries ended, ListClassifier first) {
    this.loader = loader;
    this.folders = folders;
    this.library = new ListLibrary(folders, loader.categories(), loader.entryKeys(), ended);
    this.current = first;
  }

  /**
   * Loads everything there is.
   *
   * @param random seeds the index, so that nobody can craft a name that collides with a listed one
   * @throws IOException if a file that exists cannot be read
   * @throws PhraseFileException if a phrase file is wrong
   */
  public static ListStore open(
      ListFolders folders, CategoryTable categories, OpaqueIds opaqueIds, SecureRandom random)
      throws IOException, PhraseFileException {
    return open(folders, categories, opaqueIds, random, EndedEntries.NONE);
  }

  /**
   * The same, of which some entries of the school's own may have an end.
   *
   * @param ended says at every look-up whether one has ended, so that no reload is waited for
   */
  public static ListStore open(
      ListFolders folders,
      CategoryTable categories,
      OpaqueIds opaqueIds,
      SecureRandom random,
      EndedEntries ended)
      throws IOException, PhraseFileException {
    return open(folders, new ListLoader(categories, opaqueIds, random, ended), ended);
  }

  /** The same by a loader. */
  static ListStore open(ListFolders folders, ListLoader loader, EndedEntries ended)
      throws IOException, PhraseFileException {
    ImportFolder.recoverAll(folders.writable());
    return new ListStore(loader, folders, ended, loader.load(folders));
  }

  /** The list files behind it; {@link #reload} after a change to them. */
  public ListLibrary library() {
    return library;
  }

  /** The snapshot in force now. */
  public ListClassifier current() {
    return current;
  }

  /**
   * Reads all files again and puts them in force; takes up to a few seconds, so not for the request
   * path. Folders of imported lists do not change places meanwhile. If it throws, what was in force
   * stays.
   *
   * @throws IOException if a file that exists cannot be read
   * @throws PhraseFileException if a phrase file is wrong
   */
  public LoadReport reload() throws IOException, PhraseFileException {
    synchronized (library.places()) {
      ListLoader.Others others = loader.others(folders, current.loaded().others());
      synchronized (library) {
        return putInForce(others);
      }
    }
  }

  /**
   * Reads the school's own lists again and puts them in force, beside all else as it is. Waits for
   * an edit and for folders that change places, which take a moment, and for no list that is
   * compiled.
   *
   * @throws IOException if a file that exists cannot be read; what was in force stays
   */
  public LoadReport reloadOwn() throws IOException {
    synchronized (library) {
      return putInForce(current.loaded().others());
    }
  }

  /** With the library's lock held: else the school's own lists of before could come later. */
  private LoadReport putInForce(ListLoader.Others others) throws IOException {
    ListClassifier next = loader.classifier(others, folders, current.loaded().own());
    current = next;
    return next.report();
  }

  @Override
  public CategoryTable categories() {
    return loader.categories();
  }

  @Override
  public Classification classify(Target target) {
    return current.classify(target);
  }

  @Override
  public Optional<Search> search(Target target) {
    return current.search(target);
  }

  @Override
  public TextFindings scanTyped(String text) {
    return current.scanTyped(text);
  }

  @Override
  public TextFindings scanTypedInto(Target target) {
    return current.scanTypedInto(target);
  }

  @Override
  public TextStream open(BodyFormat format, Origin origin) {
    return current.open(format, origin);
  }
}
