package org.schoolgate.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListFolders;

/**
 * Where this Schoolgate keeps things.
 *
 * @param config the configuration folder
 * @param data what the gateway writes
 * @param configNamed whether the caller named the configuration folder
 */
record Folders(Path config, Path data, boolean configNamed) {

  private static final Path INSTALLED_CONFIG = Path.of("/etc/schoolgate");
  private static final Path INSTALLED_DATA = Path.of("/var/lib/schoolgate");
  private static final Path INSTALLED_SOCKET = Path.of("/run/schoolgate/control.sock");

  /**
   * The folders that a command line means: those named, else those beside the launcher when it runs
   * from source, else the installed ones.
   */
  static Folders of(@Nullable Path config, @Nullable Path data) {
    String home = System.getProperty("schoolgate.home", "");
    boolean fromSource = !home.isEmpty() && Files.isDirectory(Path.of(home, "etc"));
    Path configOr = fromSource ? Path.of(home, "etc") : INSTALLED_CONFIG;
    Path dataOr = fromSource ? Path.of(home, "var") : INSTALLED_DATA;
    return new Folders(
        absolute(config == null ? configOr : config),
        absolute(data == null ? dataOr : data),
        config != null);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  Path controlSocket() {
    return data.equals(INSTALLED_DATA) ? INSTALLED_SOCKET : data.resolve("control.sock");
  }

  Path spool() {
    return data.resolve("spool");
  }

  Path audit() {
    return data.resolve("audit");
  }

  Path authority() {
    return data.resolve("ca");
  }

  Path opaqueKey() {
    return data.resolve("keys").resolve("opaque.key");
  }

  ListFolders lists() {
    return new ListFolders(
        List.of(config.resolve("lists")),
        data.resolve("lists"),
        List.of(config.resolve("phrases")));
  }
}
