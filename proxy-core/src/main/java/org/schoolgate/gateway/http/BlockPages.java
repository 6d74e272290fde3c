package org.schoolgate.gateway.http;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.enforce.BlockForm;
import org.schoolgate.gateway.enforce.BlockNotice;
import org.schoolgate.gateway.enforce.BlockPage;
import org.schoolgate.gateway.enforce.Fault;
import org.schoolgate.gateway.enforce.FaultNotice;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.gateway.enforce.SignInNotice;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/** The school's own pages, in the words of whoever asked. */
public final class BlockPages implements Pages {

  private final BlockPage pages;
  private final CategoryTable categories;
  private final Predicate<Category> openToNobody;
  private final Function<Subject, Group> groupOf;

  /**
   * Pages.
   *
   * @param openToNobody which categories the policy opens to no group
   * @param groupOf the group in whose words a subject is spoken to
   */
  public BlockPages(
      BlockPage pages,
      CategoryTable categories,
      Predicate<Category> openToNobody,
      Function<Subject, Group> groupOf) {
    this.pages = pages;
    this.categories = categories;
    this.openToNobody = openToNobody;
    this.groupOf = groupOf;
  }

  @Override
  public Reply block(Decided decided, Asker asker) {
    if (!(decided.decision() instanceof Decision.Block block)) {
      throw new IllegalArgumentException("a page about a block that is none");
    }
    return pages.block(
        BlockNotice.of(
            groupOf.apply(decided.subject()),
            decided.target(),
            block,
            openToNobody,
            decided.categories().in(categories),
            decided.recorded().reference()),
        form(asker));
  }

  @Override
  public Reply redirect(Decided decided) {
    if (!(decided.decision() instanceof Decision.Redirect redirect)) {
      throw new IllegalArgumentException("a way to another address that is none");
    }
    return pages.redirect(redirect.address(), decided.recorded().reference());
  }

  @Override
  public Reply signIn(Decided decided, Asker asker) {
    if (!(decided.decision() instanceof Decision.Challenge challenge)) {
      throw new IllegalArgumentException("a page about a challenge that is none");
    }
    return pages.signIn(
        SignInNotice.of(groupOf.apply(decided.subject()).audience(), challenge), form(asker));
  }

  @Override
  public Reply refused(int status, String why, @Nullable Reference reference) {
    return pages.fault(
        FaultNotice.of(Audience.PUPIL, status, why, null, reference), form(Asker.UNKNOWN));
  }

  @Override
  public Reply failed(Fault fault, String why, Decided decided, Asker asker) {
    Target target = decided.target();
    return pages.fault(
        FaultNotice.of(
            groupOf.apply(decided.subject()).audience(),
            fault,
            why,
            target == null ? null : target.host().text(),
            decided.recorded().reference()),
        form(asker));
  }

  private static BlockForm form(Asker asker) {
    return BlockForm.choose(asker.accept(), asker.fetchDest(), asker.path(), asker.requestedWith());
  }
}
