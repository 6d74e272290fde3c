package org.schoolgate.console.people;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code people.yaml}: the comment at its head is kept, the accounts below it are written
 * anew, sorted, always in the same form. A reader sees the old file or the new one, never a part.
 *
 * <p>The form is YAML that needs no YAML library to write: every text that is not a plain word is
 * in double quotes with escapes, so that {@code no}, {@code 1e3} and a name with a colon stay
 * texts.
 */
public final class PeopleFile {

  private static final String PLAIN_WORD = "[a-z][a-z0-9]*([._-][a-z0-9]+)*";

  /** Plain words that YAML 1.1 readers take for something else than text. */
  private static final Set<String> NOT_TEXT =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  /** The file, which need not exist yet. */
  public PeopleFile(Path file) {
    this.file = file;
  }

  /**
   * Writes these people beside the file, down to the disk, so that what can fail has failed before
   * anybody is told of the change.
   *
   * @throws IOException if the folder cannot be written; nothing has changed then
   */
  public Draft draft(People people) throws IOException {
    String text = render(header(), people);
    Path target = target();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("the people file needs a folder");
    }
    Path written = Files.createTempFile(folder, ".people", ".tmp");
    Draft draft = new Draft(written, target, folder);
    try {
      writeDurably(written, text);
      belongAs(target, written);
      return draft;
    } catch (IOException | RuntimeException failed) {
      draft.close();
      throw failed;
    }
  }

  /** A written file that is not yet in its place. Closing it without taking its place discards. */
  public static final class Draft implements AutoCloseable {
    private final Path written;
    private final Path target;
    private final Path folder;

    private Draft(Path written, Path target, Path folder) {
      this.written = written;
      this.target = target;
      this.folder = folder;
    }

    /**
     * Takes the old file's place; returns when that is on the disk.
     *
     * @throws IOException if it cannot; the old file is then as it was
     */
    public void takePlace() throws IOException {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(written);
    }
  }

  /** The text of the whole file. */
  static String render(String header, People people) {
    StringBuilder yaml = new StringBuilder(header);
    if (people.all().isEmpty()) {
      return yaml.append("people: []\n").toString();
    }
    yaml.append("people:\n");
    for (Person person : people.all()) {
      yaml.append("  - account: ").append(text(person.account())).append('\n');
      yaml.append("    name: ").append(quoted(person.displayName())).append('\n');
      yaml.append("    roles: ")
          .append(list(person.roles().stream().map(Role::id).toList()))
          .append('\n');
      yaml.append("    groups: ").append(list(person.groups())).append('\n');
      appendIfAny(yaml, "password", person.passwordHash());
      appendIfAny(yaml, "unix-user", person.unixUser());
    }
    return yaml.toString();
  }

  private static void appendIfAny(StringBuilder yaml, String key, @Nullable String value) {
    if (value != null) {
      yaml.append("    ").append(key).append(": ").append(text(value)).append('\n');
    }
  }

  /** The comment and blank lines before the first other line of the file as it is now. */
  private String header() throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException none) {
      return "";
    }
    return text.lines()
        .takeWhile(line -> line.isBlank() || line.stripLeading().startsWith("#"))
        .map(line -> line.stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  /** The file itself where its name is a link to it: an installed one is among the data. */
  private Path target() throws IOException {
    Path named = file.toAbsolutePath();
    return Files.isSymbolicLink(named)
        ? named.resolveSibling(Files.readSymbolicLink(named)).normalize()
        : named;
  }

  /**
   * It holds password hashes, so nobody but its owner reads it, and the owner stays who it was: a
   * gateway that runs as another user could not read it any more.
   */
  private static void belongAs(Path former, Path written) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(OWNER_ONLY);
    if (Files.exists(former)) {
      permissions.retainAll(Files.getPosixFilePermissions(former));
      UserPrincipal owner = Files.getOwner(former);
      if (!owner.equals(Files.getOwner(written))) {
        Files.setOwner(written, owner);
      }
    }
    Files.setPosixFilePermissions(written, permissions);
  }

  private static void writeDurably(Path draft, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String list(Collection<String> words) {
    return words.stream().map(PeopleFile::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String text(String value) {
    return value.matches(PLAIN_WORD) && !NOT_TEXT.contains(value) ? value : quoted(value);
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
