/** Which addresses of the network are private: not of the public Internet, and so perhaps of somebody's inner network. */
import { BlockList, isIPv6 } from 'node:net';

/** IANA's special-purpose registries (RFC 6890), multicast (RFC 5771, RFC 4291) and what carries IPv4 inside IPv6. */
const special = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  ipv6: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
} as const;

const blocked = new BlockList();
for (const family of ['ipv4', 'ipv6'] as const)
  for (const range of special[family]) {
    const [network, prefix] = range.split('/') as [string, string];
    blocked.addSubnet(network, Number(prefix), family);
  }

/** Global unicast addresses (RFC 4291, 2.4); everything outside is special in one way or another. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const mappedIpv4 = new BlockList();
mappedIpv4.addSubnet('::ffff:0:0', 96, 'ipv6');

/** Also of IPv4 inside IPv6 (`::ffff:127.0.0.1`). What is no address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  if (!isIPv6(plain)) return !/^\d+\.\d+\.\d+\.\d+$/.test(plain) || blocked.check(plain, 'ipv4');
  if (mappedIpv4.check(plain, 'ipv6')) return blocked.check(ipv4Of(plain), 'ipv4');
  return !globalUnicast.check(plain, 'ipv6') || blocked.check(plain, 'ipv6');
}

/** The URL parser writes the last 32 bits as two groups of hex digits. */
function ipv4Of(mapped: string): string {
  const { hostname } = new URL(`http://[${mapped}]`);
  const [high, low] = hostname.slice(1, -1).split(':').slice(-2) as [string, string];
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
