package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.classifier.source.Digests;

/**
 * Which list file this is, and of which state.
 *
 * @param list the file
 * @param text the same for the same file in the same state
 * @param isSettled whether a change from now on must have another time
 */
record ListIdentity(ListFile list, String text, boolean isSettled) {

  /** How coarse the times of changes may be. */
  private static final Duration TICK = Duration.ofSeconds(2);

  /**
   * The number of the rules by which lines become entries, and these keys: raised whenever a line
   * may become another one than before, so that nothing compiled by the rules of then is used.
   */
  static final int RULES = 3;

  /**
   * The identities of files as they are.
   *
   * @param touched a file that can be written anew, where the disk's clock says what time it is
   */
  static List<ListIdentity> of(List<ListFile> lists, Path touched) throws IOException {
    Instant now = now(touched);
    List<ListIdentity> identities = new ArrayList<>();
    for (ListFile list : lists) {
      BasicFileAttributes is = Files.readAttributes(list.path(), BasicFileAttributes.class);
      FileTime changed = is.lastModifiedTime();
      String text =
          String.join(
              " ",
              "rules-" + RULES,
              list.kind(),
              list.source(),
              list.category().id(),
              list.meaning().name(),
              String.valueOf(is.size()),
              changed.toInstant().toString(),
              String.valueOf(is.fileKey()),
              list.path().toAbsolutePath().normalize().toString());
      identities.add(new ListIdentity(list, text, changed.toInstant().isBefore(now.minus(TICK))));
    }
    return identities;
  }

  /** The time on the disk, which the files' times are told by. */
  private static Instant now(Path touched) throws IOException {
    Files.write(touched, new byte[] {0});
    return Files.getLastModifiedTime(touched).toInstant();
  }

  /** A name for what is kept of the list, whatever state it is in. */
  String place(int chars) {
    String place =
        String.join(
            " ",
            list.kind(),
            list.source(),
            list.category().id(),
            list.path().toAbsolutePath().normalize().toString());
    return Digests.sha256(place.getBytes(StandardCharsets.UTF_8)).substring(0, chars);
  }
}
