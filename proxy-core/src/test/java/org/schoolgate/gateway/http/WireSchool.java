package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditOpenFailure;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.Reference;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.Gatekeeper;
import org.schoolgate.gateway.Inspection;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.gateway.School;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;

/** A real edge on loopback before the real pipeline of a small {@link School}. */
final class WireSchool implements AutoCloseable {

  static final String STRANGER = "127.0.0.1";
  static final String PUPIL = "127.0.0.2";
  static final String TEACHER = "127.0.0.3";

  final School school;

  private final Path folder;
  private final BlockingQueue<FlowEnd> ends = new LinkedBlockingQueue<>();
  private final EdgeFixture.Names names = new EdgeFixture.Names();
  private final HttpEdge edge;
  private final InetSocketAddress address;
  private boolean closed;

  WireSchool(Path folder, HttpSettings settings, long recordMillisMax) throws IOException {
    this(folder, settings, recordMillisMax, null);
  }

  /** One that reads HTTPS, if it has what that takes. */
  WireSchool(
      Path folder, HttpSettings settings, long recordMillisMax, @Nullable Interception interception)
      throws IOException {
    this.folder = folder;
    this.school = new School(folder);
    this.edge =
        new HttpEdge(
            settings,
            new Watched(school.pipeline(recordMillisMax)),
            EdgeFixture.pages(),
            names,
            (subject, dialled) -> true,
            interception,
            new SimpleMeterRegistry(),
            Clock.fixed(EdgeFixture.NOON, ZoneOffset.UTC));
    this.address = edge.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    List.of("www.google.com", "forcesafesearch.google.com", "bets.example", "illegal.example")
        .forEach(name -> names.put(name, "127.0.0.1"));
  }

  RawSocket client(String from) throws IOException {
    return RawSocket.connect(from, address);
  }

  void assertNextEnds(FlowEnd.Ended ended, int status) throws InterruptedException {
    FlowEnd end = ends.poll(20, TimeUnit.SECONDS);
    assertNotNull(end, "no flow ended");
    assertEquals(ended, end.ended(), end::toString);
    assertEquals(status, end.status(), end::toString);
  }

  /** What the ledger holds of that kind, the newest first, once all that is counted is told. */
  List<JsonNode> stopAndRead(RecordKind kind) throws IOException, AuditOpenFailure {
    close();
    return LedgerReader.open(folder.resolve("audit"), "ledger")
        .search(LedgerQuery.ALL.ofKinds(kind), 100)
        .stream()
        .map(LedgerRecord::payload)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      edge.close();
      school.close();
    }
  }

  /** Remembers how flows ended. */
  private final class Watched implements Gatekeeper {
    private final Gatekeeper pipeline;

    Watched(Gatekeeper pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    public CompletionStage<Decided> decide(Flow flow) {
      return pipeline.decide(flow);
    }

    @Override
    public RequestLock lock(Decided decided) {
      return pipeline.lock(decided);
    }

    @Override
    public Inspection inspect(Decided decided, BodyFormat format, Origin origin) {
      return pipeline.inspect(decided, format, origin);
    }

    @Override
    public CompletionStage<Decided> uninspectable(Decided decided) {
      return pipeline.uninspectable(decided);
    }

    @Override
    public CompletionStage<Decided> overloaded(Decided decided) {
      return pipeline.overloaded(decided);
    }

    @Override
    public CompletionStage<Decided> faulty(Decided decided) {
      return pipeline.faulty(decided);
    }

    @Override
    public CompletionStage<Decided> siteRefused(Decided decided, Reason reason) {
      return pipeline.siteRefused(decided, reason);
    }

    @Override
    public CompletionStage<Reference> refused(InetAddress client, String problem, int status) {
      return pipeline.refused(client, problem, status);
    }

    @Override
    public void closed(Decided decided, FlowEnd end) {
      pipeline.closed(decided, end);
      ends.add(end);
    }
  }
}
