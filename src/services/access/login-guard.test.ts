import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { testClock } from '../../../test/harness/access.ts';
import { LoginGuard } from './login-guard.ts';

const limits = { attempts: 3, lockSeconds: 10, addressPerMinute: 5 };

function reasonOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    assert.ok(error instanceof VidetteError);
    return error.reason ?? '';
  }
}

test('a right password forgets the wrong ones before it', () => {
  const guard = new LoginGuard(limits, testClock());
  for (let n = 0; n < 4; n++) {
    assert.equal(guard.failed('a', `10.0.0.${n}`), false);
    assert.equal(guard.failed('a', `10.0.1.${n}`), false);
    guard.succeeded('a');
  }
  assert.equal(
    reasonOf(() => guard.check('a', '')),
    null,
  );
});

test('the attempt that locks says so, and after the lock there are as many attempts as before', () => {
  const clock = testClock();
  const guard = new LoginGuard(limits, clock);
  for (let round = 0; round < 2; round++) {
    assert.deepEqual(
      [1, 2, 3].map((n) => guard.failed('a', `${round}.${n}`)),
      [false, false, true],
    );
    assert.equal(
      reasonOf(() => guard.check('a', '')),
      'locked_out',
    );
    assert.equal(
      reasonOf(() => guard.check('b', '')),
      null,
    );
    clock.pass(10_000);
    assert.equal(
      reasonOf(() => guard.check('a', '')),
      null,
    );
  }
});

test('guesses that were under way when the lock fell neither lift nor lengthen it', () => {
  const clock = testClock();
  const guard = new LoginGuard(limits, clock);
  for (let n = 0; n < 8; n++) guard.failed('a', `${n}`);
  assert.equal(
    reasonOf(() => guard.check('a', '')),
    'locked_out',
  );
  clock.pass(10_000);
  assert.equal(
    reasonOf(() => guard.check('a', '')),
    null,
  );
});

test('wrong passwords far apart do not add up', () => {
  const clock = testClock();
  const guard = new LoginGuard(limits, clock);
  for (let n = 0; n < 10; n++) {
    assert.equal(guard.failed('a', ''), false);
    clock.pass(16 * 60_000);
  }
});

test('millions of made-up names and addresses do not fill the memory', { timeout: 10_000 }, () => {
  const guard = new LoginGuard(limits, testClock());
  for (let n = 0; n < 200_000; n++) guard.failed(`name${n}`, `address${n}`);
  for (let n = 0; n < 3; n++) guard.failed('last', 'x');
  assert.equal(
    reasonOf(() => guard.check('last', '')),
    'locked_out',
  );
});
