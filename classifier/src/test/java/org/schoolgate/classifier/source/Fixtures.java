package org.schoolgate.classifier.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;

/** What tests of lists and of text need. */
public final class Fixtures {

  public static final CategoryTable CATEGORIES = CategoryTable.builtIn();
  public static final OpaqueIds OPAQUE_IDS = new OpaqueIds(new byte[OpaqueIds.KEY_BYTES_MIN]);

  private Fixtures() {}

  public static Category category(String id) {
    return CATEGORIES.require(id);
  }

  public static Path write(Path root, String file, String... lines) throws IOException {
    return writeText(root, file, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
  }

  public static Path writeText(Path root, String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    return Files.writeString(path, text);
  }

  public static Target http(String host, String pathAndQuery) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    @Nullable String query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
    return new Target(Protocol.HTTP, HostName.parse(host), 80, path, query);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }
}
