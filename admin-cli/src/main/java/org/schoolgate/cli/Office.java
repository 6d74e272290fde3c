package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditOpenFailure;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.classifier.ListStore;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.cli.config.ConfigRefused;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.console.lists.OwnListBook;
import org.schoolgate.console.override.OverrideBook;
import org.schoolgate.console.people.GuessLimiter;
import org.schoolgate.console.people.LogOnCache;
import org.schoolgate.console.people.LogOnHistory;
import org.schoolgate.console.people.LogOns;
import org.schoolgate.console.people.Passwords;
import org.schoolgate.console.people.PeopleBook;
import org.schoolgate.console.people.PeopleChanges;
import org.schoolgate.console.people.PeopleFile;
import org.schoolgate.gateway.Assessor;
import org.schoolgate.gateway.identity.AddressIdentities;
import org.schoolgate.gateway.identity.SignIns;
import org.schoolgate.gateway.tls.AuthorityFiles;
import org.schoolgate.gateway.tls.CertificateAuthority;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.gateway.tls.ServerTls;
import org.schoolgate.gateway.tls.UpstreamTls;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.PolicyEngine;

/**
 * The rooms of one Schoolgate, each opened when it is first needed: a gateway opens all of them,
 * and a command without a gateway only those that it uses. Thread-safe.
 *
 * <p>Failures to open are {@link CommandFailure}s that say what to do.
 */
final class Office implements AutoCloseable {

  private final Folders folders;
  private final Clock clock;
  private final SecureRandom random;
  private final Clock certificateClock;
  private @Nullable SchoolConfig config;
  private @Nullable ListStore lists;
  private @Nullable AuditStore audit;
  private @Nullable OverrideBook overrides;
  private volatile @Nullable OwnListBook ownLists;
  private @Nullable OwnListBook ownListsRead;
  private @Nullable PeopleBook people;
  private @Nullable LogOns logOns;

  Office(Folders folders, Clock clock, SecureRandom random) {
    this(folders, clock, random, clock);
  }

  /**
   * Rooms in which it is another time than outside.
   *
   * @param certificateClock the time of browsers, by which they check certificates
   */
  Office(Folders folders, Clock clock, SecureRandom random, Clock certificateClock) {
    this.folders = folders;
    this.clock = clock;
    this.random = random;
    this.certificateClock = certificateClock;
  }

  Folders folders() {
    return folders;
  }

  Clock clock() {
    return clock;
  }

  SecureRandom random() {
    return random;
  }

  synchronized SchoolConfig config() {
    SchoolConfig known = config;
    if (known == null) {
      Access.requireReadable(folders.config());
      try {
        known = SchoolConfig.read(folders.config());
      } catch (ConfigRefused refused) {
        throw new CommandFailure(
            ExitStatus.USAGE, "the configuration is refused:\n" + refused.getMessage(), refused);
      }
      config = known;
    }
    return known;
  }

  synchronized ListStore lists() {
    ListStore known = lists;
    if (known == null) {
      Access.requireReadable(folders.data());
      Access.requireReadable(folders.lists().writable());
      try {
        known =
            ListStore.open(
                folders.lists(), config().categories(), opaqueIds(), random, this::isEnded);
      } catch (PhraseFileException refused) {
        throw new CommandFailure(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
      } catch (IOException unreadable) {
        throw new CommandFailure(
            ExitStatus.USAGE, "a list cannot be read: " + unreadable.getMessage(), unreadable);
      }
      lists = known;
    }
    return known;
  }

  /** What entries of illegal categories are kept as; of a passing key before {@link #prepare}. */
  synchronized EntryKeys entryKeys() {
    try {
      return EntryKeys.of(opaqueIds());
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitStatus.USAGE, "a key cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private OpaqueIds opaqueIds() throws IOException {
    return OpaqueKey.read(folders.opaqueKey(), random);
  }

  /** Makes the data folder and what must be there before anything is decided. */
  synchronized void prepare() {
    Access.requireReadable(folders.data());
    try {
      Files.createDirectories(folders.data());
      Access.requireOwn(folders.data());
      Access.requireWritable(folders.data());
      Files.createDirectories(folders.lists().writable());
      Path keys = folders.data().resolve("keys");
      Files.createDirectories(
          keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      OpaqueKey.drawOnce(folders.opaqueKey(), random);
    } catch (IOException notWritable) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "the data folder "
              + folders.data()
              + " cannot be written ("
              + notWritable.getMessage()
              + "); name another with --data or correct its owner",
          notWritable);
    }
  }

  /** The logs, owned by this process. */
  synchronized AuditStore audit() {
    AuditStore known = audit;
    if (known == null) {
      prepare();
      try {
        known =
            AuditStore.open(
                folders.audit(),
                config().gateway().school().urn(),
                config().categories(),
                clock.withZone(config().gateway().school().zone()),
                random);
      } catch (AuditOpenFailure failure) {
        throw AuditLock.told(failure, folders);
      }
      audit = known;
    }
    return known;
  }

  /** A log for reading, whoever owns it. */
  synchronized LedgerReader reader(String log) {
    AuditStore owned = audit;
    if (owned != null) {
      return log.equals("traffic") ? owned.traffic() : owned.ledger();
    }
    requireReadableAudit();
    try {
      return LedgerReader.open(folders.audit(), log);
    } catch (AuditOpenFailure failure) {
      throw new CommandFailure(ExitStatus.NO, String.valueOf(failure.getMessage()), failure);
    }
  }

  /** Whether anything was ever recorded, as far as this user may know. */
  boolean hasLedger() {
    requireReadableAudit();
    return Files.isDirectory(folders.audit().resolve(AuditStore.LEDGER));
  }

  private void requireReadableAudit() {
    Access.requireReadable(folders.data());
    Access.requireReadable(folders.audit());
    Access.requireReadable(folders.audit().resolve("vault"));
  }

  synchronized OverrideBook overrides() {
    OverrideBook known = overrides;
    if (known == null) {
      try {
        known =
            OverrideBook.open(
                audit().ledger(),
                audit().gate(),
                config().categories(),
                id -> config().policy().groups().find(id).isPresent(),
                clock.withZone(config().gateway().school().zone()),
                random);
      } catch (IOException unreadable) {
        throw unreadable(unreadable);
      }
      overrides = known;
    }
    return known;
  }

  /** The overrides that hold, read without taking the ledger from whoever owns it. */
  synchronized Overrides overridesForReading() {
    OverrideBook open = overrides;
    if (open != null) {
      return open;
    }
    if (!hasLedger()) {
      return Overrides.NONE;
    }
    try {
      return OverrideBook.read(reader("ledger"), config().categories(), clock, random);
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private static CommandFailure unreadable(IOException why) {
    return new CommandFailure(ExitStatus.NO, "the ledger cannot be read: " + why.getMessage(), why);
  }

  /** Who put what on the school's own lists, on the ledger that this process owns. */
  synchronized OwnListBook ownLists() {
    OwnListBook known = ownLists;
    if (known == null) {
      try {
        known =
            OwnListBook.open(
                audit().ledger(),
                event -> AuditAppend.await(audit().gate().append(event)),
                clock.withZone(config().gateway().school().zone()));
      } catch (IOException unreadable) {
        throw unreadable(unreadable);
      }
      ownLists = known;
    }
    return known;
  }

  /** The same, read without taking the ledger from whoever owns it. */
  synchronized OwnListBook ownListsForReading() {
    OwnListBook known = ownLists == null ? ownListsRead : ownLists;
    if (known == null) {
      Clock here = clock.withZone(config().gateway().school().zone());
      try {
        known =
            hasLedger()
                ? OwnListBook.read(reader(AuditStore.LEDGER), here)
                : OwnListBook.empty(here);
      } catch (IOException unreadable) {
        throw unreadable(unreadable);
      }
      ownListsRead = known;
    }
    return known;
  }

  /** Whether an entry of the school's own lists has come to its end; on the request path. */
  boolean isEnded(Category category, String entry) {
    OwnListBook known = ownLists;
    return (known == null ? ownListsForReading() : known).isEnded(category.id(), entry);
  }

  /** What decides under these overrides: the wire's are the book that people write in. */
  Assessor assessor(Overrides overridden) {
    return new Assessor(
        lists(),
        new PolicyEngine(config().policy(), overridden),
        config().gateway().upstream().ports(),
        config().gateway().inspection().enabled());
  }

  AuthorityFiles authorityFiles() {
    return new AuthorityFiles(folders.authority());
  }

  /** The authority that devices trust; empty if none was made. */
  Optional<CertificateAuthority> authority() throws IOException {
    AuthorityFiles files = authorityFiles();
    return files.exists() ? Optional.of(files.read(random)) : Optional.empty();
  }

  /**
   * Makes the authority, on record first.
   *
   * @param madeBy account; null at the first start of a gateway
   */
  CertificateAuthority makeAuthority(@Nullable String madeBy) throws IOException {
    CertificateAuthority made =
        CertificateAuthority.create(
            config().gateway().school().name(), certificateClock.instant(), random);
    prepare();
    audit()
        .gate()
        .append(
            new LedgerEvent.AuthorityMade(
                made.fingerprint(), made.subject(), made.validUntil(), madeBy))
        .toCompletableFuture()
        .join();
    authorityFiles().keep(made);
    return made;
  }

  /** What it takes to read HTTPS; empty if the configuration says to pass it through unread. */
  Optional<Interception> interception() throws IOException {
    GatewayConfig gateway = config().gateway();
    if (!gateway.inspection().https()) {
      return Optional.empty();
    }
    Optional<CertificateAuthority> known = authority();
    CertificateAuthority authority = known.isPresent() ? known.get() : makeAuthority(null);
    return Optional.of(
        new Interception(
            new ServerTls(authority, certificateClock, random),
            new UpstreamTls(gateway.upstream().trustedCertificates())));
  }

  Clock certificateClock() {
    return certificateClock;
  }

  /** Who is at which address. */
  AddressIdentities identities() {
    SchoolConfig known = config();
    return new AddressIdentities(
        known.gateway().networks(),
        known.gateway().identity().addresses(),
        known.gateway().identity().defaultGroup());
  }

  /** Who signs in at the proxy; nobody, as the configuration that ships says. */
  Optional<SignIns> signIns() {
    GatewayConfig.Identity settings = config().gateway().identity();
    return settings.proxyAuthentication() == GatewayConfig.ProxyAuthentication.OFF
        ? Optional.empty()
        : Optional.of(
            new SignIns(
                identities(),
                settings.proxyAuthentication() == GatewayConfig.ProxyAuthentication.REQUIRED,
                settings.proxyAuthenticationExempt(),
                new ProxyAccounts(logOns()),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
  }

  synchronized PeopleBook people() {
    PeopleBook known = people;
    if (known == null) {
      known = new PeopleBook(config().people(), passwords());
      people = known;
    }
    return known;
  }

  /** Where every password is looked at. */
  synchronized LogOns logOns() {
    LogOns known = logOns;
    if (known == null) {
      known =
          new LogOns(
              people(),
              guesses(),
              new LogOnCache(clock, random),
              event -> audit().gate().append(event));
      logOns = known;
    }
    return known;
  }

  private GuessLimiter guesses() {
    if (!Files.isDirectory(folders.audit().resolve("ledger"))) {
      return new GuessLimiter(clock);
    }
    try {
      return LogOnHistory.read(reader("ledger"), clock);
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  PeopleChanges peopleChanges() {
    return new PeopleChanges(
        people(),
        passwords(),
        () -> {
          try {
            return config().readPeople();
          } catch (ConfigRefused refused) {
            throw new IOException(refused.getMessage(), refused);
          }
        },
        new PeopleFile(SchoolConfig.peopleFile(folders.config())),
        audit().gate());
  }

  private Passwords passwords() {
    return new Passwords(Passwords.COST_DEFAULT, random);
  }

  /** The caller that a local user is. */
  Caller caller(String unixUser) {
    return new Caller(unixUser, people().people().findByUnixUser(unixUser).orElse(null));
  }

  @Override
  public synchronized void close() {
    AuditStore owned = audit;
    if (owned != null) {
      owned.close();
    }
  }
}
