/** Names of the contract's schemas and handlers in this folder. */
import type { Handler } from '../shared/handler.ts';
import type { components, operations } from './generated/contract.ts';
import type { ServedId } from './served.ts';

export type Wire = components['schemas'];
export type Handle<Id extends ServedId> = Handler<operations[Id]>;
/** Handlers of some of the served operations. */
export type Routes<Id extends ServedId> = { readonly [Key in Id]: Handle<Key> };
