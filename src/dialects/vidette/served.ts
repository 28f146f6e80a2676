/** The operations that are served. The compiler holds the handlers to this list, docs/coverage.md is made from it. */
import type { operations } from './generated/contract.ts';

export const served = ['getRecording', 'setRecording'] as const satisfies (keyof operations)[];

export type ServedId = (typeof served)[number];
