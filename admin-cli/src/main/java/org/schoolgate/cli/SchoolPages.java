package org.schoolgate.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.enforce.BlockForm;
import org.schoolgate.gateway.enforce.BlockNotice;
import org.schoolgate.gateway.enforce.BlockPage;
import org.schoolgate.gateway.enforce.FaultNotice;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.gateway.http.Pages;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.Policy;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/** The pages that the edge answers with, in the words of whoever the decision is for. */
final class SchoolPages implements Pages {

  private final BlockPage pages;
  private final Policy policy;
  private final String defaultGroup;

  SchoolPages(BlockPage pages, Policy policy, String defaultGroup) {
    this.pages = pages;
    this.policy = policy;
    this.defaultGroup = defaultGroup;
  }

  @Override
  public Reply block(Decided decided, Asker asker) {
    if (!(decided.decision() instanceof Decision.Block block)) {
      throw new IllegalArgumentException("a block page is for a block");
    }
    List<Category> found = decided.classification().categories().in(policy.categories());
    Group group = groupOf(decided.subject());
    if (block.reason().kind() == Reason.Kind.REQUEST) {
      return pages.fault(
          FaultNotice.of(
              group.audience(), 400, block.reason().text(), null, decided.recorded().reference()),
          form(asker));
    }
    return pages.block(
        BlockNotice.of(group, decided.target(), block, found, decided.recorded().reference()),
        form(asker));
  }

  @Override
  public Reply refused(int status, String why, @Nullable Reference reference) {
    Audience audience = policy.groups().require(defaultGroup).audience();
    return pages.fault(FaultNotice.of(audience, status, why, null, reference), BlockForm.HTML);
  }

  @Override
  public Reply failed(int status, String why, Decided decided, Asker asker) {
    Target target = decided.target();
    return pages.fault(
        FaultNotice.of(
            groupOf(decided.subject()).audience(),
            status,
            why,
            target == null ? null : target.host().text(),
            decided.recorded().reference()),
        form(asker));
  }

  private Group groupOf(Subject subject) {
    return policy
        .groups()
        .find(subject.groups().get(0))
        .orElseGet(() -> policy.groups().require(defaultGroup));
  }

  private static BlockForm form(Asker asker) {
    return BlockForm.choose(asker.accept(), asker.fetchDest(), asker.path(), asker.requestedWith());
  }
}
