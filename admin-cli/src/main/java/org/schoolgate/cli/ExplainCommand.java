package org.schoolgate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.TwofoldName;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.console.people.Person;
import org.schoolgate.gateway.Network;
import org.schoolgate.gateway.RequestRefused;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.gateway.control.SentFile;
import org.schoolgate.gateway.http.AddressGuard;
import org.schoolgate.gateway.http.NetworkGuard;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what would be decided about an address, for whom, when, and the steps that lead there. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Say what is decided about an address, and why.",
      "The same stages decide as on the wire. Nothing is fetched and nothing is recorded.",
      "Without --group, --as or --from it is decided for whoever browses on this machine.",
      "It begins with what is decided: allow (open, and not read), inspect (open, and its text is"
          + " read for phrases), warn, block, override (open for a while, by somebody's approval) or"
          + " redirect.",
      "What address a name leads to is not looked up: the gateway checks that when it dials."
    })
final class ExplainCommand implements DeskCommand {

  private static final int PAGE_BYTES_MAX = 64 * 1024 * 1024;

  @Parameters(paramLabel = "URL", description = "An http or https address, or just a host.")
  String url = "";

  @ArgGroup(multiplicity = "0..1")
  @Nullable Who who;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When: 2026-11-17T12:30, in the school's time zone (default: now).")
  @Nullable String at;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "As if this were searched for there.")
  @Nullable String search;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "As if this HTML or text file were the page there.")
  @Nullable Path page;

  /** In a gateway, what came with the command in place of the page. */
  private @Nullable SentFile copy;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  /** Whom it is asked for; by default whoever browses on this machine. */
  static final class Who {
    @Option(names = "--as", paramLabel = "PERSON", description = "For an account of people.yaml.")
    @Nullable String person;

    @Option(names = "--group", paramLabel = "GROUP", description = "For a group of groups.yaml.")
    @Nullable String group;

    @Option(names = "--from", paramLabel = "IP", description = "For whoever is at that address.")
    @Nullable String address;
  }

  @Override
  public void check() {
    Path file = page;
    if (file != null && Files.isDirectory(file)) {
      throw new CommandFailure(ExitStatus.USAGE, file + " is a folder; --page takes one file");
    }
    if (file != null && !Files.isReadable(file)) {
      throw new CommandFailure(
          ExitStatus.USAGE, file + " cannot be read; --page takes an HTML or text file");
    }
    String typed = search;
    if (typed != null && typed.isBlank()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "--search is empty; write what would be typed there, or leave --search out");
    }
  }

  @Override
  public List<Path> files() {
    Path file = page;
    return file == null ? List.of() : List.of(file);
  }

  @Override
  public void readFrom(Function<Path, SentFile> place) {
    Path file = page;
    copy = file == null ? null : place.apply(file);
  }

  @Override
  public int run(Desk desk) throws IOException {
    Office office = desk.office();
    Target target = target();
    if (target.host().kind() == HostName.Kind.NAME && !target.host().text().contains(".")) {
      desk.err()
          .println(
              "schoolgate: note: '"
                  + target.host()
                  + "' is one word, so it is a machine of the school's own network; a web site has"
                  + " a dot in its name");
    }
    // What is wrong with the command is said before lists and phrases are loaded.
    Subject subject = subject(desk);
    Instant when = instant(office);
    byte[] shown = pageBytes();
    Explanation explanation =
        new Explainer(
                office.assessor(office.overridesForReading()),
                office.config().gateway().inspection().https(),
                guard(office.config().gateway()))
            .explain(subject, target, when, search, shown);
    if (json) {
      desk.out().println(Json.line(explanation.toJson(office.config())));
    } else {
      explanation.print(desk.out(), office.config());
    }
    return ExitStatus.DONE;
  }

  /** Of whom no address is known may reach what any client may. */
  private static AddressGuard guard(GatewayConfig config) throws IOException {
    Set<Integer> ownPorts = config.listeners().ownPorts(0);
    NetworkGuard guard =
        new NetworkGuard(
            EdgeSettings.guard(config, ownPorts), NetworkGuard.addressesOfThisMachine());
    return (subject, dialled) ->
        subject.address().isEmpty()
            ? guard.isReachableForSome(dialled)
            : guard.mayDial(subject, dialled);
  }

  private Target target() {
    Optional<String> twoNames = TwofoldName.bothOf(hostOf(url));
    if (twoNames.isPresent()) {
      throw new CommandFailure(ExitStatus.USAGE, "'" + url + "': " + twoNames.get());
    }
    try {
      return TargetReader.ofAddress(url);
    } catch (RequestRefused refused) {
      throw new CommandFailure(
          ExitStatus.USAGE, "'" + url + "' is no address: " + refused.getMessage(), refused);
    }
  }

  /** What stands where a host stands in an address, as it was typed. */
  private static String hostOf(String address) {
    int start = address.indexOf("://");
    boolean hasScheme = start >= 0 && start < endOf(address, "/?#");
    String rest = hasScheme ? address.substring(start + 3) : address;
    return rest.substring(0, endOf(rest, "/?#:"));
  }

  private static int endOf(String text, String stops) {
    int end = 0;
    while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private byte @Nullable [] pageBytes() throws IOException {
    Path file = page;
    if (file == null) {
      return null;
    }
    SentFile sent = copy;
    byte[] bytes;
    try (InputStream in = (sent == null ? SentFile.inPlace(file) : sent).open()) {
      bytes = in.readNBytes(PAGE_BYTES_MAX + 1);
    }
    if (bytes.length > PAGE_BYTES_MAX) {
      throw new CommandFailure(ExitStatus.USAGE, "a page of more than 64 MiB is not explained");
    }
    if (NoText.isNone(bytes)) {
      throw new CommandFailure(
          ExitStatus.USAGE, NoText.sentence(file) + "; --page takes an HTML or text file");
    }
    return bytes;
  }

  private Subject subject(Desk desk) {
    Office office = desk.office();
    Who whom = who;
    if (whom == null) {
      return ofThisMachine(office);
    }
    String person = whom.person;
    String group = whom.group;
    String address = whom.address;
    if (person != null) {
      return ofPerson(office, person);
    }
    return group != null
        ? ofGroup(GroupNames.require(desk, group).id())
        : ofAddress(office, String.valueOf(address));
  }

  /** As the wire takes a browser on this machine. */
  private static Subject ofThisMachine(Office office) {
    return office
        .identities()
        .resolve(InetAddress.getLoopbackAddress())
        .orElseGet(() -> ofGroup(office.config().gateway().identity().defaultGroup()));
  }

  private static Subject ofGroup(String group) {
    return new Subject("anybody", List.of(group), Confidence.DEVICE, "");
  }

  private static Subject ofPerson(Office office, String account) {
    Person person = office.people().people().require(account);
    if (person.groups().isEmpty()) {
      throw new CommandFailure(
          ExitStatus.USAGE, "'" + account + "' belongs to no group; see people.yaml");
    }
    return new Subject(account, person.groups(), Confidence.INDIVIDUAL, "");
  }

  private static Subject ofAddress(Office office, String address) {
    InetAddress client;
    try {
      client = Network.parse(address).address();
    } catch (IllegalArgumentException notAnAddress) {
      throw new CommandFailure(
          ExitStatus.USAGE, "'" + address + "' is no IP address", notAnAddress);
    }
    return office
        .identities()
        .resolve(client)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.NO,
                    address + " is in no network that the gateway serves; see schoolgate.yaml"));
  }

  private Instant instant(Office office) {
    String time = at;
    if (time == null) {
      return office.clock().instant();
    }
    ZoneId zone = office.config().gateway().school().zone();
    try {
      return time.matches(".*(Z|[+-][0-9:]{5})")
          ? OffsetDateTime.parse(time).toInstant()
          : LocalDateTime.parse(time).atZone(zone).toInstant();
    } catch (DateTimeException notATime) {
      throw new CommandFailure(
          ExitStatus.USAGE, "'" + time + "' is no time; write it as 2026-11-17T12:30", notATime);
    }
  }
}
