import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCameraTime } from './camera-time.ts';
import { passwordDigest, usernameToken } from './username-token.ts';
import { textAt } from './xml/element.ts';
import { parseXml } from './xml/parse.ts';

test('the digest is that of the ONVIF Application Programmer’s Guide (6.1.1.3)', () => {
  const nonce = Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64');
  const digest = passwordDigest(nonce, '2010-09-16T07:50:45Z', 'userpassword');
  assert.equal(digest, 'tuOSpGlFlIXsozq4HFNeeGeFLEI=');
});

test('a token holds any name, the camera’s time and a nonce of its own', () => {
  const read = () =>
    parseXml(
      `<x xmlns:s="urn:s">${usernameToken({ username: '<&">', password: 'p' }, Date.UTC(2020, 1, 3, 4, 5, 6))}</x>`,
    );
  const at = (name: string) => textAt(read(), 'Security', 'UsernameToken', name);
  assert.equal(at('Username'), '<&">');
  assert.equal(at('Created'), '2020-02-03T04:05:06.000Z');
  assert.notEqual(at('Nonce'), at('Nonce'));
});

test('the time of a camera is UTC, else local, else none', () => {
  const told = (tag: string, year: string, month = '2') =>
    `<${tag}><Time><Hour>23</Hour><Minute>59</Minute><Second>60</Second></Time><Date><Year>${year}</Year><Month>${month}</Month><Day>28</Day></Date></${tag}>`;
  const read = (inner: string) =>
    parseCameraTime(parseXml(`<r><SystemDateAndTime>${inner}</SystemDateAndTime></r>`));
  const expected = Date.UTC(2021, 2, 1);
  assert.equal(read(told('UTCDateTime', '2021')), expected);
  assert.equal(read(told('LocalDateTime', '2021') + told('UTCDateTime', '1969')), expected);
  for (const none of [
    '',
    told('UTCDateTime', 'x'),
    told('UTCDateTime', '2021', '13'),
    told('UTCDateTime', '1e308'),
  ])
    assert.equal(read(none), null);
});
