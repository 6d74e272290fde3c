package org.schoolgate.classifier.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.policy.HostName;

/**
 * Makes the keys of the entries of one list file, and keeps them in a file of their own. Nothing
 * takes its place before {@link #finish}. What it takes of memory does not grow with the list, but
 * for entries that need several parameters, of which it takes no more than {@link #PARAMETERS_MAX}.
 * Not thread-safe.
 */
public final class KeyWriter implements Closeable {

  /**
   * The most parameters of those entries of one file that need several: these stay in memory for as
   * long as the list is in force.
   */
  public static final int PARAMETERS_MAX = 250_000;

  private static final int LABEL_BYTES_MAX = 63;

  private final SiteHash hash;
  private final Path file;
  private final Path fresh;
  private final FileChannel channel;
  private final RunWriter names;
  private final RunWriter pathHosts;
  private final RunWriter urls;
  private final List<ListKeys.Several> several = new ArrayList<>();
  private final KeyShape shape = new KeyShape();
  private long taken;
  private int parametersOfSeveral;
  private long lastPathHost;
  private boolean anyPathHost;

  KeyWriter(SiteHash hash, Path file) throws IOException {
    this.hash = hash;
    this.file = file;
    this.fresh = IndexFiles.fresh(file);
    // One that a crash has left is written over: who writes here holds the folder's lock.
    this.channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.names = new RunWriter(channel);
    this.pathHosts = new RunWriter(channel);
    this.urls = new RunWriter(channel);
  }

  /** Adds a name, by itself or with all under it: how, the list file says. */
  public void addName(HostName host) throws IOException {
    taken++;
    if (host.text().indexOf('.') < 0) {
      shape.addTopLevel();
    }
    names.add(hash.name(host.text(), 0));
  }

  /**
   * Adds a name as the bytes that it is, which nearly every line of a large list can be.
   *
   * @return false if it is not in canonical spelling, or a single label: then nothing is added
   */
  public boolean addCanonicalName(byte[] line, int from, int to) throws IOException {
    if (!isCanonical(line, from, to)) {
      return false;
    }
    names.add(hash.name(line, from, to));
    taken++;
    return true;
  }

  /**
   * Adds a network.
   *
   * @param text in its one spelling
   * @param length how many bits its addresses share
   */
  public void addNetwork(String text, int length, boolean isIpv6) throws IOException {
    taken++;
    shape.addNetwork(length, isIpv6);
    names.add(hash.name(text, 0));
  }

  /**
   * Adds what stands under a host from a path on, or under a path with these parameters.
   *
   * @param parameters canonical ones, sorted
   * @return false if no more entries of several parameters are taken: then nothing is added
   */
  public boolean addUrl(HostName host, String path, List<String> parameters) throws IOException {
    if (parameters.size() > 1) {
      if (parametersOfSeveral + parameters.size() > PARAMETERS_MAX) {
        return false;
      }
      parametersOfSeveral += parameters.size();
    }
    taken++;
    if (host.text().indexOf('.') < 0) {
      shape.addTopLevel();
    }
    addPathHost(hash.name(host.text(), 0));
    SiteHash.UrlState state = hash.host(host.text(), 0).addText(path);
    if (parameters.isEmpty()) {
      urls.add(state.key());
      return true;
    }
    List<UrlKey> keys =
        parameters.stream().map(each -> state.beginParameter().addText(each).key()).toList();
    if (keys.size() == 1) {
      urls.add(keys.get(0));
    } else {
      several.add(new ListKeys.Several(keys.get(0), keys.subList(1, keys.size())));
    }
    return true;
  }

  /** Lists have the addresses of a host one after the other. */
  private void addPathHost(long key) throws IOException {
    if (!anyPathHost || key != lastPathHost) {
      pathHosts.add(key);
    }
    anyPathHost = true;
    lastPathHost = key;
  }

  /**
   * Puts the file in its place. What a crash leaves of it is known by its checksums, and made
   * again.
   *
   * @param identity which file it was made of, and how that was
   * @param problems what could not be taken; bounded by the caller
   */
  void finish(String identity, List<String> problems, long problemCount) throws IOException {
    ListKeys.end(
        channel,
        new ListKeys.About(
            identity,
            names.finish(),
            pathHosts.finish(),
            urls.finish(),
            several,
            taken,
            shape,
            problems,
            problemCount));
    channel.close();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** How many entries were added. */
  public long taken() {
    return taken;
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      Files.deleteIfExists(fresh);
    }
  }

  /** Whether it is a name of two labels or more that need not be looked at any closer. */
  private static boolean isCanonical(byte[] line, int from, int to) {
    if (to <= from || to - from > HostName.CHARS_MAX) {
      return false;
    }
    boolean dotted = false;
    int labelStart = from;
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b == '.') {
        if (i == labelStart || i - labelStart > LABEL_BYTES_MAX) {
          return false;
        }
        dotted = true;
        labelStart = i + 1;
      } else if (!(b >= 'a' && b <= 'z') && !(b >= '0' && b <= '9') && b != '-' && b != '_') {
        return false;
      }
    }
    // A last label that begins with a digit may be that of an address.
    return dotted
        && labelStart < to
        && to - labelStart <= LABEL_BYTES_MAX
        && line[labelStart] >= 'a'
        && line[labelStart] <= 'z';
  }
}
