/** Tests of subscriptions, with a publisher on loopback that does what each test says. */
@NullMarked
package org.schoolgate.classifier.subscription;

import org.jspecify.annotations.NullMarked;
