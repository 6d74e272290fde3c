package planted.policy;

import java.net.InetAddress;

/** Breaks policy-does-no-io: a reader of addresses that asks the name service. */
record AsksForNames(InetAddress address) {}
