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
 * takes its place before {@link #finish}. Not thread-safe.
 */
public final class KeyWriter implements Closeable {

  private static final int LABEL_BYTES_MAX = 63;

  private final SiteHash hash;
  private final Path file;
  private final Path fresh;
  private final FileChannel channel;
  private final RunWriter names;
  private final List<Long> pathHosts = new ArrayList<>();
  private final List<UrlKey> urls = new ArrayList<>();
  private final List<ListKeys.Several> several = new ArrayList<>();
  private final KeyShape shape = new KeyShape();
  private long taken;

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
   */
  public void addUrl(HostName host, String path, List<String> parameters) throws IOException {
    taken++;
    if (host.text().indexOf('.') < 0) {
      shape.addTopLevel();
    }
    pathHosts.add(hash.name(host.text(), 0));
    SiteHash.UrlState state = hash.host(host.text(), 0).addText(path);
    if (parameters.isEmpty()) {
      urls.add(state.key());
      return;
    }
    List<UrlKey> keys =
        parameters.stream().map(each -> state.beginParameter().addText(each).key()).toList();
    if (keys.size() == 1) {
      urls.add(keys.get(0));
    } else {
      several.add(new ListKeys.Several(keys.get(0), keys.subList(1, keys.size())));
    }
  }

  /**
   * Puts the file in its place. What a crash leaves of it is known by its checksums, and made
   * again.
   *
   * @param identity which file it was made of, and how that was
   * @param problems what could not be taken; bounded by the caller
   */
  void finish(String identity, List<String> problems, long problemCount) throws IOException {
    List<RunReader.Run> nameRuns = names.finish();
    RunWriter hosts = new RunWriter(channel);
    for (long host : pathHosts.stream().distinct().toList()) {
      hosts.add(host);
    }
    List<RunReader.Run> hostRuns = hosts.finish();
    RunWriter addresses = new RunWriter(channel);
    for (UrlKey url : urls) {
      addresses.add(url);
    }
    ListKeys.end(
        channel,
        new ListKeys.About(
            identity,
            nameRuns,
            hostRuns,
            addresses.finish(),
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
