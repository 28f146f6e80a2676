import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import { settingsReference } from './reference.ts';
import { schemaEntries } from './schema.ts';
import { type LoadOptions, loadSettings, plainBind } from './settings.ts';
import { SettingsError } from './settings-error.ts';

function emptyFolder(): string {
  return tempFolder('settings');
}

function load(env: LoadOptions['env'], yaml?: string) {
  const workDir = emptyFolder();
  if (yaml !== undefined) writeFileSync(join(workDir, 'vidette.yaml'), yaml);
  return loadSettings({ env, workDir });
}

function problemsOf(env: LoadOptions['env'], yaml?: string): readonly string[] {
  try {
    load(env, yaml);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems;
  }
  assert.fail('the settings were accepted');
}

describe('settings', () => {
  test('have the fixed names and defaults without any file or variable', () => {
    const settings = load({});
    assert.equal(settings.http.port, 8080);
    assert.equal(settings.bind, '127.0.0.1');
    assert.equal(settings.archive.volumes[0]?.path, join(settings.data, 'archive', 'main'));
    const variables = schemaEntries().map((entry) => entry.variable);
    const fixed = ['DATA', 'BIND', 'HTTP_PORT', 'HTTPS_PORT', 'RTSP_PORT', 'WEBRTC_PORT', 'EOCORTEX_PORT'];
    fixed.push(
      'ROTOCLEAR_PORT',
      'ROTOCLEAR_HTTPS_PORT',
      'ANPR_PORT',
      'IPCAMERA_HTTPS_PORT',
      'IPCAMERA_HTTP_PORT',
    );
    fixed.push(
      'ADMIN_EMAIL',
      'ADMIN_PASSWORD',
      'ADMIN_LOGIN',
      'DEMO',
      'STREAMSERVERS',
      'DATABASE_URL',
      'LOG_LEVEL',
    );
    for (const name of fixed) assert.ok(variables.includes(`VIDETTE_${name}`), name);
  });

  test('of the environment win over those of the file', () => {
    const settings = load({ VIDETTE_HTTP_PORT: '9000' }, 'http:\n  port: 9001\nhttps:\n  port: 9002\n');
    assert.equal(settings.http.port, 9000);
    assert.equal(settings.https.port, 9002);
  });

  test('are read from the data folder, and paths in the file count from the file', () => {
    const workDir = emptyFolder();
    mkdirSync(join(workDir, 'd'));
    writeFileSync(join(workDir, 'd', 'vidette.yaml'), 'archive:\n  volumes: [{name: big, path: disk}]\n');
    const settings = loadSettings({ env: { VIDETTE_DATA: 'd' }, workDir });
    assert.equal(settings.file, join(workDir, 'd', 'vidette.yaml'));
    assert.deepEqual(settings.archive.volumes, [{ name: 'big', path: join(workDir, 'd', 'disk') }]);
  });

  test('are refused when two files could be meant', () => {
    const workDir = emptyFolder();
    mkdirSync(join(workDir, 'data'));
    for (const folder of [workDir, join(workDir, 'data')])
      writeFileSync(join(folder, 'vidette.yaml'), 'demo: false\n');
    assert.throws(() => loadSettings({ env: {}, workDir }), /two settings files/);
  });

  test('understand sizes with units, truths and lists', () => {
    const settings = load(
      {
        VIDETTE_DEMO: '0',
        VIDETTE_HTTP_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
        VIDETTE_ARCHIVE_VOLUMES: 'a=/a,b=/b',
      },
      'archive:\n  min_free_bytes: 1.5 GiB\n',
    );
    assert.equal(settings.demo, false);
    assert.equal(settings.archive.minFreeBytes, 1.5 * 2 ** 30);
    assert.deepEqual(settings.http.trustedProxies, ['10.0.0.0/8', '::1']);
    assert.deepEqual(
      settings.archive.volumes.map((volume) => volume.name),
      ['a', 'b'],
    );
  });

  test('cannot be changed afterwards', () => {
    const settings = load({});
    assert.throws(() => {
      (settings.http as { port: number }).port = 1;
    }, TypeError);
  });

  const wrong: [string, LoadOptions['env'], string | undefined, RegExp][] = [
    [
      'unknown variable',
      { VIDETTE_HTP_PORT: '1' },
      undefined,
      /^VIDETTE_HTP_PORT: .*did you mean VIDETTE_HTTP_PORT/,
    ],
    [
      'port too large',
      { VIDETTE_HTTP_PORT: '65536' },
      undefined,
      /^VIDETTE_HTTP_PORT: "65536" .*1\.\.65535, or 0/,
    ],
    ['negative port', { VIDETTE_HTTP_PORT: '-1' }, undefined, /^VIDETTE_HTTP_PORT: /],
    ['not a number', { VIDETTE_STREAMSERVERS: 'two' }, undefined, /whole number 0\.\.64, processes/],
    ['fraction', { VIDETTE_STREAMSERVERS: '1.5' }, undefined, /whole number/],
    ['neither true nor false', { VIDETTE_DEMO: 'perhaps' }, undefined, /true or false/],
    ['level', { VIDETTE_LOG_LEVEL: 'loud' }, undefined, /one of trace, debug/],
    ['database', { VIDETTE_DATABASE_URL: 'mysql://x' }, undefined, /a postgres:\/\/ URL/],
    ['bind', { VIDETTE_BIND: 'two words' }, undefined, /an address of this machine/],
    [
      'unknown key',
      {},
      'demo: true\nhttp:\n  prt: 1\n',
      /vidette\.yaml:3: http\.prt: is not a setting; did you mean port/,
    ],
    ['unknown section', {}, 'web: {}\n', /vidette\.yaml:1: web: is not a setting/],
    ['value for a section', {}, 'http: 8080\n', /vidette\.yaml:1: http: must be a section with keys \(port/],
    ['list for a value', {}, 'http:\n  port: [1]\n', /vidette\.yaml:2: http\.port: \[1\] is not allowed/],
    ['nothing for a value', {}, 'http:\n  port:\n', /vidette\.yaml:2: http\.port: null is not allowed/],
    ['key given twice', {}, 'demo: true\ndemo: false\n', /vidette\.yaml:2: .*unique/],
    ['broken YAML', {}, 'http: {port: 1\n', /vidette\.yaml:\d+: /],
    ['volume without path', {}, 'archive:\n  volumes: [{name: a}]\n', /vidette\.yaml:2: archive\.volumes/],
    [
      'same volume twice',
      {},
      'archive:\n  volumes: [{name: a, path: x}, {name: a, path: y}]\n',
      /each name and path once/,
    ],
    [
      'volume name with a slash',
      { VIDETTE_ARCHIVE_VOLUMES: '../x=/a' },
      undefined,
      /^VIDETTE_ARCHIVE_VOLUMES/,
    ],
    ['certificate without key', { VIDETTE_TLS_CERTIFICATE: '/c.pem' }, undefined, /give both or none/],
    [
      'same port twice',
      { VIDETTE_HTTPS_PORT: '8080' },
      undefined,
      /https\.port: port 8080 is already that of http\.port/,
    ],
    [
      'no main listener',
      { VIDETTE_HTTP_PORT: '0', VIDETTE_HTTPS_PORT: '0' },
      undefined,
      /one of them must be on/,
    ],
  ];
  for (const [name, env, yaml, expected] of wrong) {
    test(`name the place and what is allowed: ${name}`, () => {
      const problems = problemsOf(env, yaml);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', expected);
    });
  }

  test('name every wrong place at once, and never show a secret', () => {
    const problems = problemsOf({ VIDETTE_METRICS_TOKEN: 'tooshort', VIDETTE_HTTP_PORT: 'x' }, 'demo: 7\n');
    assert.equal(problems.length, 3);
    assert.ok(!problems.join().includes('tooshort'));
  });

  test('name a file that is not there', () => {
    assert.throws(
      () => loadSettings({ env: {}, file: '/nowhere/v.yaml' }),
      /\/nowhere\/v\.yaml: there is no such file/,
    );
  });

  test('keep plain HTTP on loopback unless told otherwise', () => {
    assert.equal(plainBind(load({ VIDETTE_BIND: '0.0.0.0' })), '127.0.0.1');
    assert.equal(plainBind(load({ VIDETTE_BIND: '0.0.0.0', VIDETTE_HTTP_INSECURE_BIND: 'true' })), '0.0.0.0');
    assert.equal(plainBind(load({ VIDETTE_BIND: '::1' })), '::1');
  });

  test('are described by docs/settings.md as they are', () => {
    const file = new URL('../../docs/settings.md', import.meta.url);
    assert.equal(
      readFileSync(file, 'utf8'),
      settingsReference(),
      'npm run -s vidette -- settings > docs/settings.md',
    );
  });
});
