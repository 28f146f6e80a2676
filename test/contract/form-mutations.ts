/** A valid form with a file (multipart/form-data, RFC 7578) made wrong or odd, one way at a time. */
import type { Mutation } from './mutations.ts';

export interface FormMutation extends Mutation {
  readonly type: string;
}

/** What one part is made of. */
interface Part {
  readonly head: string;
  readonly content: Buffer;
}

const boundary = 'a-boundary-of-tests';
const type = `multipart/form-data; boundary=${boundary}`;

/** `field` is the name that the contract gives the file, `picture` a whole picture. */
export function formMutationsOf(field: string, picture: Buffer): FormMutation[] {
  const good = part(field, picture);
  const whole = form(good);
  const wrong = (name: string, payload: Buffer, as = type): FormMutation => ({
    name,
    payload,
    type: as,
    isWrong: true,
  });
  const odd = (name: string, payload: Buffer): FormMutation => ({ name, payload, type, isWrong: false });
  return [
    ...cuts(whole).map((at) => wrong(`cut off after ${at} of ${whole.length} bytes`, whole.subarray(0, at))),
    wrong('no part', form()),
    wrong('nothing', Buffer.alloc(0)),
    wrong('another field', form(part('file', picture))),
    wrong('the field in capitals', form(part(field.toUpperCase(), picture))),
    wrong('a text instead of a file', form({ head: disposition(field), content: Buffer.from('text') })),
    wrong('two files', form(good, good)),
    wrong('a second file of another field', form(good, part('other', picture))),
    wrong('an empty file', form(part(field, Buffer.alloc(0)))),
    wrong('half a picture', form(part(field, picture.subarray(0, picture.length / 2)))),
    wrong('no picture', form(part(field, Buffer.alloc(5_000, 0x61)))),
    wrong('a part without a head', form({ head: '', content: picture })),
    wrong('a field without a name', form({ head: 'Content-Disposition: form-data', content: picture })),
    wrong('a name of 100,000 letters', form(part('x'.repeat(100_000), picture))),
    odd('a head of a megabyte', form(part(field, picture, [`X-Odd: ${'x'.repeat(2 ** 20)}`]))),
    wrong(
      'a thousand parts',
      form(...Array.from({ length: 1_000 }, (_, index) => part(`f${index}`, Buffer.alloc(1)))),
    ),
    wrong('a thousand texts', form(...Array.from({ length: 1_000 }, (_, index) => text(`f${index}`)), good)),
    wrong('no boundary', whole, 'multipart/form-data'),
    wrong('another boundary', whole, 'multipart/form-data; boundary=another'),
    wrong('a boundary of 100,000 letters', whole, `multipart/form-data; boundary=${'x'.repeat(100_000)}`),
    wrong('a boundary with NUL', whole, 'multipart/form-data; boundary="a\u0000b"'),
    wrong('as JSON', whole, 'application/json'),
    odd('a name of the file with NUL', form(part(field, picture, [], 'a\u0000b.jpg'))),
    odd('a name of the file that leads elsewhere', form(part(field, picture, [], '../../../etc/passwd'))),
    odd('a name of the file of 10,000 letters', form(part(field, picture, [], 'x'.repeat(10_000)))),
    odd('a name of the file that is no UTF-8', form(part(field, picture, [], '\ud800\u00ff'))),
    odd('a name of the file that breaks the line', form(part(field, picture, [], 'a\r\nX-Odd: b'))),
    odd(
      'a hundred heads',
      form(
        part(
          field,
          picture,
          Array.from({ length: 100 }, (_, index) => `X-${index}: y`),
        ),
      ),
    ),
    odd('another type', form(part(field, picture, ['Content-Type: text/html; charset=utf-7']))),
    odd('another encoding', form(part(field, picture, ['Content-Transfer-Encoding: base64']))),
    odd('text beside the file', form(text('kind'), good, text('__proto__'))),
    odd(
      'something before and after',
      Buffer.concat([Buffer.from('before\r\n'), whole, Buffer.from('after')]),
    ),
  ];
}

/** In the head, at its end, within the picture, within the closing line. */
function cuts(whole: Buffer): number[] {
  const headEnd = whole.indexOf('\r\n\r\n');
  return [1, 30, headEnd, headEnd + 4, headEnd + 100, whole.length - boundary.length - 8, whole.length - 5];
}

function form(...parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ head, content }) => [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

function part(name: string, content: Buffer, more: readonly string[] = [], fileName = 'picture.jpg'): Part {
  const head = [`${disposition(name)}; filename="${fileName}"`, ...more];
  if (!more.some((line) => line.startsWith('Content-Type'))) head.push('Content-Type: image/jpeg');
  return { head: head.join('\r\n'), content };
}

function text(name: string): Part {
  return { head: disposition(name), content: Buffer.from('text') };
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${name}"`;
}
