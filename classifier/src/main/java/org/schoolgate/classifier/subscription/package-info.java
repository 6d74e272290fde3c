/**
 * Lists that the school subscribes to: fetched from their publisher by a schedule, judged before
 * anything of them is in force, installed in one step, and put back when they turn out to be wrong.
 * {@link org.schoolgate.classifier.subscription.Subscriptions} is where to begin.
 */
@NullMarked
package org.schoolgate.classifier.subscription;

import org.jspecify.annotations.NullMarked;
