/** Addresses of clients and listeners as Node gives them. */
import { isIP } from 'node:net';

/** An IPv4 client of a socket that listens on `::` has an address like `::ffff:192.0.2.1`. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Also of the name `localhost`. */
export function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
