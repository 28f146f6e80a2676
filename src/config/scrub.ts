/** Takes secrets out of one line of log, whatever put them there: fields, headers, addresses with a password, query strings. */
import { hidden, secretWord } from '#domain/secret-words.ts';

/** A JSON member whose name holds a secret word and whose value is a text or a list of texts. */
const jsonMember = new RegExp(
  String.raw`("[^"\\]{0,64}?${secretWord}"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|\[(?:\s*"(?:[^"\\]|\\.)*"\s*,?)*\])`,
  'gi',
);
/** The same inside a text that was JSON before (`\"password\":\"x\"`). */
const nestedMember = new RegExp(String.raw`(\\+"[^"\\]{0,64}?${secretWord}\\+"\s*:\s*\\+")[^"\\]*`, 'gi');
/** `//user:password@`. The user stays: it tells which account. */
const userInfo = /(\/\/[^\s/?#"'@:\\]*):[^\s/?#"'@\\]*@/g;
/** `?token=x`, `password=x` */
const queryValue = new RegExp(String.raw`(\b[\w-]{0,32}${secretWord}=)[^&\s"'\\;,]+`, 'gi');
/** `Bearer x`, `Basic x`, `Digest …response="x"`. */
const headerValue = /\b((?:Basic|Bearer)\s+)(?=[^\s"\\]*[\d=._-])[A-Za-z0-9+/=._~-]{6,}/gi;

export function scrub(line: string): string {
  return line
    .replace(jsonMember, `$1"${hidden}"`)
    .replace(nestedMember, `$1${hidden}`)
    .replace(userInfo, `$1:${hidden}@`)
    .replace(queryValue, `$1${hidden}`)
    .replace(headerValue, `$1${hidden}`);
}
