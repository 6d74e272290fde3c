/**
 * Who works with Schoolgate: accounts, roles and passwords, and the one table of who may do what.
 * Nothing here reads a configuration file; {@code admin-cli} does and hands over a {@link
 * org.schoolgate.console.people.People}.
 */
@NullMarked
package org.schoolgate.console.people;

import org.jspecify.annotations.NullMarked;
