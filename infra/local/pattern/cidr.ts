import { BlockList, isIP } from 'node:net';
import { invalidPattern } from './invalid-pattern.ts';
import type { Scalar } from './leaves.ts';

/**
 * `10.0.0.0/24` or its IPv6 kind: fits strings that are an address of that network (AWS facts D.1).
 *
 * @throws AwsError `InvalidEventPatternException`.
 */
export function readCidr(operand: unknown): (value: Scalar) => boolean {
  if (typeof operand !== 'string') throw invalidPattern('prefix match pattern must be a string');
  const network = readNetwork(operand);
  return (value) => {
    if (typeof value !== 'string' || isIP(value) !== network.version) return false;
    return network.addresses.check(value, network.family);
  };
}

function readNetwork(cidr: string) {
  const [address = '', mask, ...more] = cidr.split('/');
  if (mask === undefined || more.length > 0)
    throw invalidPattern("Malformed CIDR, one '/' required");
  const version = isIP(address);
  if (version === 0) throw invalidPattern(`Nonstandard IP address: ${address}`);
  if (!/^\d+$/.test(mask)) throw invalidPattern('Malformed CIDR, mask bits must be an integer');
  if (Number(mask) > (version === 4 ? 32 : 128))
    throw invalidPattern('Malformed CIDR, mask bits must not exceed the address');
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const addresses = new BlockList();
  addresses.addSubnet(address, Number(mask), family);
  return { version, family, addresses } as const;
}
