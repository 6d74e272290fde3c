package org.schoolgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * A breach that monitoring records, whether or not the request was allowed (S43).
 *
 * @param category a monitored category, as {@link CategoryTable#monitoredAs} has it
 * @param severity that category's severity
 * @param phrase the weightiest phrase; null when the site itself is the breach, and always null for
 *     an illegal category (S62)
 * @param origin typed or shown
 */
public record Violation(
    Category category, Severity severity, @Nullable String phrase, Origin origin) {}
