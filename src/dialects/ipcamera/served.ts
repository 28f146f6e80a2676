/** The operations that are served. The compiler holds the handlers to this list, docs/coverage.md is made from it. */
import type { operations } from './generated/contract.ts';

export const served = [
  'getDashboard',
  'authenticate',
  'getAuthStatus',
  'logout',
  'getCertificate',
  'getCertificateInfo',
  'getStream',
  'getSnapshot',
  'getStatus',
] as const satisfies (keyof operations)[];
