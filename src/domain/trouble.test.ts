import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trouble } from './trouble.ts';

test('what fails every second is told at its beginning, once a minute, and when it is over', () => {
  let nowMs = 5000;
  const said: [string, object][] = [];
  const trouble = new Trouble({
    failing: 'not written',
    over: 'written again',
    clock: { monotonicMs: () => nowMs },
    log: (message, details) => said.push([message, details]),
  });
  trouble.works();
  for (let second = 0; second <= 125; second += 1) {
    trouble.failed({ error: 'full' });
    nowMs += 1000;
  }
  trouble.works();
  trouble.works();
  trouble.failed({ error: 'away' });
  assert.deepEqual(said, [
    ['not written', { error: 'full' }],
    ['not written', { error: 'full', times: 61 }],
    ['not written', { error: 'full', times: 121 }],
    ['written again', { times: 126 }],
    ['not written', { error: 'away' }],
  ]);
});
