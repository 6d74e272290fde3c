package org.schoolgate.gateway.device;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What a device asks of the plain port.
 *
 * @param method as sent
 * @param target the request target, as sent: path and query
 * @param client whose device it is
 * @param at where it reached the gateway, without a scope
 */
public record DeviceRequest(
    String method, String target, InetAddress client, InetSocketAddress at) {}
