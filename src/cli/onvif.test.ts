import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOnvifDevice } from '../../test/peers/onvif-device/peer.ts';
import { onvifCommand } from './onvif.ts';
import { runCommand } from './vidette.ts';

function terminal(password = '') {
  const printed: string[] = [];
  const complaints: string[] = [];
  return {
    printed,
    complaints,
    env: {},
    workDir: '.',
    print: (line: string) => void printed.push(line),
    complain: (line: string) => void complaints.push(line),
    readSecret: async () => password,
  };
}

test('the streams of a camera are told with the host it was asked at', async () => {
  await using device = await startOnvifDevice();
  device.quirks.xaddrHost = '10.0.0.9';
  const [account] = device.state.accounts;
  const out = terminal(account!.password);
  const args = ['streams', '127.0.0.1', '--port', String(device.port), '--login', account!.name];
  assert.equal(await onvifCommand.run(args, out), 0);
  assert.deepEqual(out.printed, [
    'Cam & Co Dome 4',
    'rtsp://127.0.0.1:554/stream/0?a=1&b=2  H264 1920x1080 25/s',
    'rtsp://127.0.0.1:554/stream/1?a=1&b=2  H264 640x360 25/s',
  ]);
});

test('a wrong password and wrong usage are told', async () => {
  await using device = await startOnvifDevice();
  const out = terminal('wrong');
  const args = ['onvif', 'streams', '127.0.0.1', '--port', String(device.port), '--login', 'admin'];
  assert.equal(await runCommand(args, out), 1);
  assert.match(out.complaints[0] ?? '', /refuses/);
  for (const wrong of [
    [],
    ['streams'],
    ['streams', 'a'],
    ['find', 'x'],
    ['streams', 'a', '--login', 'b', '--port', '0'],
  ])
    assert.equal(await runCommand(['onvif', ...wrong], terminal()), 2);
});
