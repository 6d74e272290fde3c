package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** squid, set to forward and to do as little as it can beside that. */
final class Squid {

  private static final String CONFIGURATION =
      """
      http_port 127.0.0.1:%1$d %2$s
      %3$s
      http_access allow all
      cache deny all
      access_log none
      cache_log %4$s/cache.log
      pid_filename %4$s/squid.pid
      coredump_dir %4$s
      shutdown_lifetime 1 seconds
      """;

  private Squid() {}

  /** A folder for what it writes. Started by root it becomes the account "proxy". */
  static Path folder(Path scratch) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("squid"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  /**
   * Writes its configuration.
   *
   * @param folder for what it writes
   * @param listening what more is to be said of the port
   * @param more lines that stand before those which allow all
   */
  static void configure(Path file, Path folder, int port, String listening, String more)
      throws IOException {
    Files.writeString(file, CONFIGURATION.formatted(port, listening, more, folder));
  }
}
