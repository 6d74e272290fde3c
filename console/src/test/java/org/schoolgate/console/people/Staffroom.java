package org.schoolgate.console.people;

import java.util.List;
import java.util.Set;

/** A small school's people, for tests. */
public final class Staffroom {

  public static final Person HEAD =
      new Person(
          "a.head", "Ada Head", Set.of(Role.HEADTEACHER), List.of("headteacher"), null, "ahead");
  public static final Person DEPUTY =
      new Person(
          "d.deputy",
          "Dev Deputy",
          Set.of(Role.TEACHER, Role.APPROVER),
          List.of("senior-leaders"),
          null,
          null);
  public static final Person DSL =
      new Person("s.safe", "Sam Safe", Set.of(Role.DSL), List.of("staff"), null, null);
  public static final Person E_SAFETY =
      new Person("e.lead", "Eli Lead", Set.of(Role.E_SAFETY_LEAD), List.of("staff"), null, null);
  public static final Person TEACHER =
      new Person(
          "t.teach", "Toni Teach", Set.of(Role.TEACHER), List.of("teachers"), null, "tteach");
  public static final Person TECHNICIAN =
      new Person("n.net", "Nia Net", Set.of(Role.TECHNICIAN), List.of("technicians"), null, "nnet");
  public static final Person GOVERNOR =
      new Person("g.gov", "Gil Gov", Set.of(Role.GOVERNOR), List.of("governors"), null, null);
  public static final Person DPO =
      new Person(
          "p.data", "Pat Data", Set.of(Role.DATA_PROTECTION_OFFICER), List.of("staff"), null, null);
  public static final Person PUPIL =
      new Person("p.pupil", "Pip Pupil", Set.of(Role.PUPIL), List.of("year-5"), null, null);

  private Staffroom() {}

  /** All of them. */
  public static People everybody() {
    return People.of(
        List.of(HEAD, DEPUTY, DSL, E_SAFETY, TEACHER, TECHNICIAN, GOVERNOR, DPO, PUPIL));
  }
}
