import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RateLimiter } from './rate-limit.ts';

describe('rate limiter', () => {
  it('opens a window with its first request and closes it after so many', () => {
    let nowMs = 0;
    const limiter = new RateLimiter({ utcMs: () => nowMs, monotonicMs: () => nowMs }, 1_000);
    assert.deepEqual(limiter.take('a', 2), { allowed: true, limit: 2, remaining: 1, resetInMs: 1_000 });
    nowMs = 400;
    assert.deepEqual(limiter.take('a', 2), { allowed: true, limit: 2, remaining: 0, resetInMs: 600 });
    assert.deepEqual(limiter.take('a', 2), { allowed: false, limit: 2, remaining: 0, resetInMs: 600 });
    assert.equal(limiter.take('b', 2).allowed, true);
    nowMs = 1_000;
    assert.equal(limiter.take('a', 2).allowed, true);
  });

  it('forgets the oldest of very many clients', () => {
    const limiter = new RateLimiter({ utcMs: () => 0, monotonicMs: () => 0 }, 1_000);
    limiter.take('first', 1);
    for (let client = 0; client < 10_000; client += 1) limiter.take(`client ${client}`, 1);
    assert.equal(limiter.take('first', 1).allowed, true);
    assert.equal(limiter.take('client 9999', 1).allowed, false);
  });
});
