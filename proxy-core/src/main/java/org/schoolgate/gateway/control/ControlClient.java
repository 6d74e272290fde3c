package org.schoolgate.gateway.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Asks a running gateway to carry a command line out. */
public final class ControlClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ControlClient() {}

  /**
   * Sends the command line and prints what comes back.
   *
   * @param files the files that it names, by name, and what to send for each
   * @param config the configuration folder that the caller named; null if it named none
   * @param secrets passwords, in the order in which the command asks for them
   * @return the exit status; empty if no gateway listens there, or if it has other folders
   * @throws IOException if the gateway went away in the middle
   */
  public static OptionalInt ask(
      Path socketFile,
      List<String> arguments,
      Map<String, SentFile> files,
      @Nullable Path config,
      List<char[]> secrets,
      PrintStream out,
      PrintStream err)
      throws IOException {
    try (SocketChannel gateway = connect(socketFile)) {
      if (gateway == null) {
        return OptionalInt.empty();
      }
      DataOutputStream socket =
          new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(gateway)));
      DataInputStream answers = new DataInputStream(Channels.newInputStream(gateway));
      Frames.write(socket, Frames.REQUEST, header(arguments, files, config, secrets));
      for (SentFile file : files.values()) {
        try (InputStream in = file.open()) {
          in.transferTo(socket);
        }
      }
      socket.flush();
      return print(answers, out, err);
    }
  }

  /** Whether a gateway listens there. */
  public static boolean isAnswered(Path socketFile) {
    try (SocketChannel gateway = connect(socketFile)) {
      return gateway != null;
    } catch (IOException notTold) {
      return false;
    }
  }

  private static @Nullable SocketChannel connect(Path socketFile) throws IOException {
    if (!Files.exists(socketFile)) {
      return null;
    }
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(socketFile));
    } catch (SocketException nobodyListens) {
      return null;
    }
  }

  private static String header(
      List<String> arguments,
      Map<String, SentFile> files,
      @Nullable Path config,
      List<char[]> secrets)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ArrayNode words = header.putArray("arguments");
    arguments.forEach(words::add);
    ArrayNode sent = header.putArray("files");
    for (Map.Entry<String, SentFile> file : files.entrySet()) {
      sent.addObject()
          .put("name", file.getKey())
          .put("archive", file.getValue().path().toString().endsWith("gz"))
          .put("bytes", file.getValue().bytes());
    }
    if (config != null) {
      header.put("config", config.toAbsolutePath().normalize().toString());
    }
    ArrayNode typed = header.putArray("secrets");
    secrets.forEach(secret -> typed.add(new String(secret)));
    return header.toString();
  }

  private static OptionalInt print(DataInputStream answers, PrintStream out, PrintStream err)
      throws IOException {
    while (true) {
      Frames.Frame frame = Frames.read(answers);
      switch (frame.type()) {
        case Frames.OUT -> out.writeBytes(frame.bytes());
        case Frames.ERR -> err.writeBytes(frame.bytes());
        case Frames.EXIT -> {
          int status = Integer.parseInt(frame.text());
          return status == ControlHandler.NOT_MINE ? OptionalInt.empty() : OptionalInt.of(status);
        }
        default -> throw new IOException("the gateway sent a frame of unknown type");
      }
    }
  }
}
