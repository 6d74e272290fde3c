/**
 * What people do with Schoolgate: their accounts and powers, the exceptions they ask for and
 * approve, and the reports they read. No web pages yet; the command line is the way in.
 */
@NullMarked
package org.schoolgate.console;

import org.jspecify.annotations.NullMarked;
