package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.Digests;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.CategoryTable;

/**
 * The folder where compiled lists are kept: an index for each layer, the keys of each list file,
 * and the seed of both, which the owner alone can read.
 *
 * <p>Nothing in it is needed: what is missing, damaged, or made of other lists is made again. What
 * is there is used if the lists are the same to the last: by name, size, time of change and place
 * on the disk, and if that time lay two seconds back when it was looked at, so that no later change
 * can have the same.
 */
public final class IndexFolder {

  private static final String INDEX = ".index";
  private static final String KEYS = ".keys";
  private static final String LOCK = ".lock";
  private static final String NOW = ".now";

  /** The identity of an index of a list that had just changed; none is used again. */
  private static final String UNSETTLED = "unsettled";

  private static final int NAME_CHARS = 32;

  private final Path folder;
  private final SiteHash hash;
  private final String seedId;
  private final boolean temporary;

  /** Reads the entries of a list file. */
  @FunctionalInterface
  public interface KeyMaker {
    /** Writes the keys of its entries, and says what could not be taken. */
    void make(ListFile list, KeyWriter into, Problems problems) throws IOException;
  }

  private IndexFolder(Path folder, byte[] seed, boolean temporary) {
    this.folder = folder;
    this.hash = new SiteHash(seed);
    this.seedId = Digests.sha256(seed);
    this.temporary = temporary;
  }

  /**
   * Opens the folder, which is made when it is first needed and there is one for it to stand in.
   * Where nothing can be written, or it is somebody else's, what is compiled is kept for this
   * process alone.
   *
   * @param random draws the seed, if there is none yet
   * @throws IOException if not even a temporary file can be written
   */
  public static IndexFolder open(Path folder, SecureRandom random) throws IOException {
    try {
      if (Files.notExists(folder)) {
        make(folder);
        if (!isOwn(folder)) {
          Files.delete(folder);
        }
      }
      if (isOwn(folder)) {
        return new IndexFolder(folder, IndexSeed.of(folder, random), false);
      }
    } catch (IOException notWritable) {
      // As where it is somebody else's.
    }
    Path own = Files.createTempDirectory("schoolgate-lists");
    own.toFile().deleteOnExit();
    return new IndexFolder(own, SiteHash.newSeed(random), true);
  }

  private static void make(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * Whether whoever runs this owns the folder and the one it stands in: files that the superuser
   * left there would lock the gateway out, which is another user.
   */
  private static boolean isOwn(Path folder) throws IOException {
    Path mine = Files.createTempFile(folder, "mine", "");
    try {
      UserPrincipal me = Files.getOwner(mine);
      Path parent = folder.toAbsolutePath().getParent();
      return me.equals(Files.getOwner(folder))
          && (parent == null || me.equals(Files.getOwner(parent)));
    } finally {
      Files.delete(mine);
    }
  }

  /** The hashes of its seed. */
  public SiteHash hash() {
    return hash;
  }

  /**
   * The index of some lists: the one that there is, or a new one. Of one layer one at a time is
   * made: in one process its name is the lock, in several a file of it.
   *
   * @param before one that may be the same, and is then given back
   * @param problemsMax how many problems are told of each list
   * @throws IOException if a list cannot be read, or the index cannot be written
   */
  public IndexLayer layer(
      LayerName name,
      List<ListFile> lists,
      CategoryTable categories,
      @Nullable IndexLayer before,
      KeyMaker maker,
      int problemsMax)
      throws IOException {
    synchronized (name) {
      makeAgain();
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(name.file(LOCK)),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the folder of compiled lists cannot be locked");
        }
        List<ListIdentity> identities = ListIdentity.of(lists, folder.resolve(name.file(NOW)));
        // Of a list that may change within the same tick of the clock, nothing is the same.
        boolean settled = identities.stream().allMatch(ListIdentity::isSettled);
        String identity = settled ? identityOf(identities) : UNSETTLED;
        if (settled && before != null && before.identity().equals(identity)) {
          return before;
        }
        IndexLayer there = settled ? open(name, categories) : null;
        if (there != null && there.identity().equals(identity) && there.isWhole()) {
          return there;
        }
        return compile(new Wanted(name, identities, identity, categories, maker, problemsMax));
      } finally {
        if (temporary) {
          // What is mapped stays mapped.
          deleteFiles(name);
        }
      }
    }
  }

  /** Somebody may have deleted it meanwhile: nothing is lost with it. */
  private void makeAgain() throws IOException {
    if (Files.notExists(folder)) {
      try {
        make(folder);
      } catch (FileAlreadyExistsException forTheOtherLayer) {
        // Both were faster than whoever deletes.
      }
    }
  }

  private void deleteFiles(LayerName name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name::isOf).toList()) {
        Files.delete(file);
      }
    }
  }

  private @Nullable IndexLayer open(LayerName name, CategoryTable categories) throws IOException {
    Path file = folder.resolve(name.file(INDEX));
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return IndexFile.open(file, hash, categories);
    } catch (DamagedIndexException damaged) {
      return null;
    }
  }

  /** An index that is to be made. */
  private record Wanted(
      LayerName name,
      List<ListIdentity> lists,
      String identity,
      CategoryTable categories,
      KeyMaker maker,
      int problemsMax) {}

  private IndexLayer compile(Wanted wanted) throws IOException {
    try {
      return compileOnce(wanted);
    } catch (DamagedIndexException damagedKeys) {
      deleteKeys(wanted.name(), Set.of());
      return compileOnce(wanted);
    }
  }

  private IndexLayer compileOnce(Wanted wanted) throws IOException {
    List<ListKeys> open = new ArrayList<>();
    Set<Path> used = new HashSet<>();
    Path file = folder.resolve(wanted.name().file(INDEX));
    try (IndexWriter writer = new IndexWriter(file)) {
      Map<String, Long> taken = new TreeMap<>();
      Problems problems = new Problems(wanted.problemsMax());
      for (ListIdentity list : wanted.lists()) {
        Path keysFile = folder.resolve(wanted.name().file("-" + list.place(NAME_CHARS) + KEYS));
        used.add(keysFile);
        ListKeys keys = keys(keysFile, list, wanted);
        open.add(keys);
        writer.add(keys, list.list().category(), list.list().source(), list.list().meaning());
        taken.merge(list.list().category().id(), keys.about().taken(), Long::sum);
        keys.about().problems().forEach(problems::add);
        problems.addUntold(keys.about().problemCount() - keys.about().problems().size());
      }
      writer.finish(
          new IndexFile.About(wanted.identity(), taken, problems.told(), problems.count()));
    } finally {
      for (ListKeys keys : open) {
        keys.close();
      }
    }
    deleteKeys(wanted.name(), used);
    return IndexFile.open(file, hash, wanted.categories());
  }

  /** The keys of a list that has not changed, or new ones. */
  private ListKeys keys(Path file, ListIdentity list, Wanted wanted) throws IOException {
    String identity = seedId + " " + list.text();
    if (Files.exists(file)) {
      try {
        ListKeys there = ListKeys.open(file);
        if (there.about().identity().equals(identity) && list.isSettled()) {
          return there;
        }
        there.close();
      } catch (DamagedIndexException damaged) {
        Files.delete(file);
      }
    }
    Problems problems = new Problems(wanted.problemsMax());
    try (KeyWriter writer = new KeyWriter(hash, file)) {
      wanted.maker().make(list.list(), writer, problems);
      writer.finish(identity, problems.told(), problems.count());
    }
    return ListKeys.open(file);
  }

  private void deleteKeys(LayerName name, Set<Path> but) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> isKeys(name, each)).toList()) {
        if (!but.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Whether it is a file of keys of the layer, or what a crash has left of one. */
  private static boolean isKeys(LayerName name, Path file) {
    String text = String.valueOf(file.getFileName());
    return name.isOf(file) && (text.endsWith(KEYS) || text.endsWith(KEYS + IndexFiles.FRESH));
  }

  private String identityOf(List<ListIdentity> lists) {
    StringBuilder all = new StringBuilder(seedId);
    for (ListIdentity list : lists) {
      all.append('\n').append(list.text());
    }
    return Digests.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
