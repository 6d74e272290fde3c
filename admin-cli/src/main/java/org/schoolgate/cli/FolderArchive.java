package org.schoolgate.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.gateway.control.SentFile;

/** Packs a folder that a command names, so that it can be sent to a running gateway. */
final class FolderArchive {

  private FolderArchive() {}

  /**
   * A temporary .tar.gz of the regular files in a folder; to be deleted, which is done at the
   * latest when the process ends.
   *
   * @param cipher how it is kept until then: it may be a list of illegal content, and of a process
   *     that is killed nobody deletes it
   */
  static SentFile pack(Path folder, FileCipher cipher) throws IOException {
    Path archive = Files.createTempFile("schoolgate-", ".tar.gz");
    archive.toFile().deleteOnExit();
    try (OutputStream file = new BufferedOutputStream(cipher.create(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file));
        Stream<Path> found = Files.walk(folder)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path each : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
        tar.putArchiveEntry(
            tar.createArchiveEntry(each.toFile(), folder.relativize(each).toString()));
        Files.copy(each, tar);
        tar.closeArchiveEntry();
      }
    }
    return new SentFile(archive, cipher);
  }
}
