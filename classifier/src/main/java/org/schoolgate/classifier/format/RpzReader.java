package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.policy.HostName;

/**
 * A response policy zone, as resolvers load it (draft-vixie-dnsop-dns-rpz): names that are not
 * answered, names that pass all the same, and networks.
 *
 * <p>In such a zone a name means itself alone and {@code *.name} all under it and not itself; here
 * an entry for a name with all under it and an entry that takes the name alone out again say the
 * same. So the file is read twice: what a line means depends on whether its other half is there.
 * One thing is stricter: where a longer name is listed under {@code *.name}, resolvers let what is
 * under the longer one pass, because DNS wildcards end where names begin (RFC 4592); here {@code
 * *.name} goes on, because listing more must not open anything.
 */
final class RpzReader implements ListReader {

  private static final ListLine OF_THE_ZONE = ListLine.leftOut("about the zone itself");
  private static final ListLine COVERED =
      ListLine.leftOut("lets pass what the zone does not block");

  /** Names with what is said of them, by a sign before each. */
  private final NameSet names = new NameSet();

  private String zone = "";

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    try (InputStream in = input.open()) {
      new ZoneParser(new Remember()).read(in);
    }
    zone = "";
    sink.begins(input.title(), "");
    try (InputStream in = input.open()) {
      if (!new ZoneParser(new Tell(input.title(), sink)).read(in)) {
        sink.endsInLine(input.title());
      }
    }
  }

  /** What is said of a name, as a sign that no name begins with. */
  private static String sign(RpzTrigger.Kind kind, RpzTrigger.Action action) {
    boolean block = action == RpzTrigger.Action.BLOCK;
    return kind == RpzTrigger.Kind.UNDER ? (block ? "/" : "!") : (block ? "=" : "+");
  }

  private static boolean isPlain(RpzTrigger trigger) {
    return (trigger.kind() == RpzTrigger.Kind.NAME || trigger.kind() == RpzTrigger.Kind.UNDER)
        && (trigger.action() == RpzTrigger.Action.BLOCK
            || trigger.action() == RpzTrigger.Action.PASS);
  }

  /** The trigger that a record is; null if it is about the zone. */
  private @Nullable RpzTrigger trigger(ZoneRecord record) {
    if (record.type().equals("SOA")) {
      zone = record.owner();
      return null;
    }
    return RpzTrigger.of(record, zone);
  }

  /** The first reading: what is there. */
  private final class Remember implements ZoneParser.Told {
    @Override
    public void record(long number, ZoneRecord record) throws DamagedListException {
      RpzTrigger trigger = trigger(record);
      if (trigger != null && isPlain(trigger)) {
        names.add(sign(trigger.kind(), trigger.action()) + trigger.name());
      }
    }

    @Override
    public void line(long number, ListLine line) {}
  }

  /** The second: what it means. */
  private final class Tell implements ZoneParser.Told {
    private final String file;
    private final LineSink sink;

    Tell(String file, LineSink sink) {
      this.file = file;
      this.sink = sink;
    }

    @Override
    public void line(long number, ListLine line) throws IOException {
      sink.line(file, number, line);
    }

    @Override
    public void record(long number, ZoneRecord record) throws IOException {
      RpzTrigger trigger = trigger(record);
      line(number, trigger == null ? notUnderZone(record) : meaning(trigger));
    }

    private ListLine notUnderZone(ZoneRecord record) {
      boolean inside = record.owner().equals(zone) || zone.isEmpty();
      return inside ? OF_THE_ZONE : ListLine.rejected("a name that is not under the zone's own");
    }
  }

  private ListLine meaning(RpzTrigger trigger) {
    return switch (trigger.action()) {
      case TCP_ONLY -> ListLine.leftOut("asks clients to use TCP, and blocks nothing");
      case REWRITE -> ListLine.leftOut(Reasons.REWRITE);
      case BLOCK, PASS ->
          switch (trigger.kind()) {
            case OTHER -> ListLine.leftOut("about who asks or who answers, not about sites");
            case ADDRESS -> addresses(trigger);
            case NAME -> name(trigger);
            case UNDER ->
                trigger.name().isEmpty() || trigger.name().equals("*")
                    ? ListLine.leftOut("covers the whole web")
                    : under(trigger);
          };
    };
  }

  private static ListLine addresses(RpzTrigger trigger) {
    if (trigger.name().isEmpty()) {
      return ListLine.rejected("no network: its length and its address reversed are meant");
    }
    return trigger.action() == RpzTrigger.Action.PASS
        ? ListLine.leftOut("an exception for addresses, which is not supported")
        : ListLine.entry("", ListKind.ADDRESSES, trigger.name());
  }

  private ListLine name(RpzTrigger trigger) {
    if (trigger.name().equals("*")) {
      return ListLine.leftOut("covers the whole web");
    }
    boolean both = has(RpzTrigger.Kind.UNDER, trigger.action(), trigger.name());
    boolean block = trigger.action() == RpzTrigger.Action.BLOCK;
    ListKind alone = block ? ListKind.HOSTS : ListKind.EXCEPT_HOSTS;
    ListKind withAllUnder = block ? ListKind.DOMAINS : ListKind.EXCEPT_DOMAINS;
    return ListLine.entry("", both ? withAllUnder : alone, trigger.name());
  }

  private ListLine under(RpzTrigger trigger) {
    String name = trigger.name();
    boolean block = trigger.action() == RpzTrigger.Action.BLOCK;
    boolean coveredAbove = isUnderBlocked(name);
    if (!block && !coveredAbove) {
      return COVERED;
    }
    ListLine.Item all = new ListLine.Item(block ? ListKind.DOMAINS : ListKind.EXCEPT_DOMAINS, name);
    if (has(RpzTrigger.Kind.NAME, RpzTrigger.Action.BLOCK, name)
        || has(RpzTrigger.Kind.NAME, RpzTrigger.Action.PASS, name)
        || (block && coveredAbove)) {
      // The name's own line says what becomes of it, or it is as what is under it.
      return ListLine.entries("", List.of(all));
    }
    ListKind itself = block ? ListKind.EXCEPT_HOSTS : ListKind.HOSTS;
    return ListLine.entries("", List.of(all, new ListLine.Item(itself, name)));
  }

  /** Whether the nearest wildcard above a name blocks it. */
  private boolean isUnderBlocked(String name) {
    for (String each = HostName.parentOf(name); each != null; each = HostName.parentOf(each)) {
      if (has(RpzTrigger.Kind.UNDER, RpzTrigger.Action.PASS, each)) {
        return false;
      }
      if (has(RpzTrigger.Kind.UNDER, RpzTrigger.Action.BLOCK, each)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(RpzTrigger.Kind kind, RpzTrigger.Action action, String name) {
    return names.contains(sign(kind, action) + name);
  }
}
