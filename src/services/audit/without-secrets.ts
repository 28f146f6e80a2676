/** Copies a value for the log: members with secret names are replaced, and passwords inside addresses, wherever cameras want them. */

import { hidden, secretWord } from '#domain/secret-words.ts';

const secretName = new RegExp(`(?:${secretWord}s?|hash)$`, 'i');
const userInfo = /(\/\/[^\s/?#:@]*):[^\s/?#@]*@/g;
/** `?user=admin&pwd=x`, and in the path, as some recorders have it: `/user=admin&password=x&channel=1`. */
const parameter = new RegExp(String.raw`([?&;/][\w.-]{0,32}${secretWord}=)[^\s?&;#]+`, 'gi');

export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(userInfo, `$1:${hidden}@`).replace(parameter, `$1${hidden}`);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretName.test(name) && member !== null && member !== undefined ? hidden : withoutSecrets(member),
    ]),
  );
}

/** The members that differ, as they were and as they are. A changed secret shows as changed, not as what. */
export function changedMembers(before: object, after: object): { before: object; after: object } {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]),
  );
  const pick = (from: Record<string, unknown>) =>
    withoutSecrets(
      Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]])),
    ) as object;
  return { before: pick(old), after: pick(now) };
}
