import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAuthorization } from './credentials.ts';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the Authorization header', () => {
  it('carries any name without a colon and any password', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, password) => {
        const username = name.replaceAll(':', '');
        const parsed = parseAuthorization(basic(`${username}:${password}`));
        assert.deepEqual(parsed, { scheme: 'basic', username, password });
      }),
    );
  });

  it('carries bearer tokens, whatever the letter case of the scheme', () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      assert.deepEqual(parseAuthorization(`${scheme} a.b-c_d~e+f/g==`), {
        scheme: 'bearer',
        token: 'a.b-c_d~e+f/g==',
      });
    }
  });

  it('is nothing when it is neither', () => {
    for (const header of [
      undefined,
      '',
      'Basic',
      'Basic !!',
      'Digest x',
      'Bearer a b',
      basic('no colon'),
      'Bearer',
    ]) {
      assert.equal(parseAuthorization(header), null, `${header}`);
    }
  });
});
