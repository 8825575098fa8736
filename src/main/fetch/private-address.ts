import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { createTurnstile } from '../../shared/turnstile.ts';

/** Address blocks that are not of the public internet: RFC 6890 and the registries of special-purpose addresses it names. */
const PRIVATE: readonly (readonly [network: string, prefix: number])[] = [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
  ] as const),
  ...([
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
  ] as const),
  ...([
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
  ...([
    ['::', 128],
    ['::1', 128],
    ['100::', 64],
    ['2001:db8::', 32],
    ['2002::', 16],
  ] as const),
  ...([
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
];

const blocks = new BlockList();
for (const [network, prefix] of PRIVATE) blocks.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');

/** Whether an IP address is this machine's, its network's, or otherwise not of the public internet. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && blocks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** A host that is only to be found where one must not look. */
export class PrivateHost extends Error {
  readonly host: string;
  readonly address: string;
  /** Whether another host led to it. */
  readonly isRedirect: boolean;

  constructor(host: string, address: string, isRedirect = false) {
    const what = `${host} is ${address}, on this machine or its network`;
    super(
      isRedirect
        ? `it redirects to where nothing public should lead: ${what}`
        : `${what}; --allow-private lets the table lead there`,
    );
    this.name = 'PrivateHost';
    this.host = host;
    this.address = address;
    this.isRedirect = isRedirect;
  }
}

/** A name of a dead host may take a thread of the few for many seconds; the others read and write files. */
const lookups = createTurnstile(2);

/** Looks names up, two at a time. @param isRefused addresses that are left out; where none remains, PrivateHost */
export function createLookup(isRefused: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    void lookups.enter().then(() =>
      lookup(hostname, { ...(options as LookupOptions), all: true }, (error, addresses) => {
        lookups.leave();
        if (error !== null) return callback(error, '');
        const [first, ...others] = addresses.filter(({ address }) => !isRefused(address));
        if (first === undefined) return callback(new PrivateHost(hostname, addresses[0]?.address ?? ''), '');
        if (options.all === true) return callback(null, [first, ...others] satisfies LookupAddress[]);
        return callback(null, first.address, first.family);
      }),
    );
  };
}
