/**
 * Who may see what, and when: the value types that every room speaks, the acceptability matrix of a
 * school compiled to bit sets, and the engine that turns a subject, a target and a classification
 * into a {@link org.schoolgate.policy.Decision} with its {@link org.schoolgate.policy.Reason}.
 *
 * <p>Depends on the JDK alone and does no I/O. Time is always an argument.
 */
@NullMarked
package org.schoolgate.policy;

import org.jspecify.annotations.NullMarked;
