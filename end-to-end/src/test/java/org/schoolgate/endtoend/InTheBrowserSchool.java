package org.schoolgate.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A test class whose constructor is given the one {@link BrowserSchool} of the whole run, which
 * opens with the first that asks for it and closes after the last: a gateway and a browser take
 * seconds to start. Tabs are closed after each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(InTheBrowserSchool.Doorkeeper.class)
@interface InTheBrowserSchool {

  /** Opens the school once. */
  final class Doorkeeper implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace HERE =
        ExtensionContext.Namespace.create(BrowserSchool.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == BrowserSchool.class;
    }

    @Override
    public BrowserSchool resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return school(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      school(context).standUp();
    }

    /** The store of the run closes it (JUnit closes what it can). */
    private static BrowserSchool school(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(HERE)
          .getOrComputeIfAbsent(
              BrowserSchool.class, type -> BrowserSchool.opened(), BrowserSchool.class);
    }
  }
}
