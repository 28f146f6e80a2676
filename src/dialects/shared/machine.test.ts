import assert from 'node:assert/strict';
import { totalmem } from 'node:os';
import { describe, it } from 'node:test';
import { Machine } from './machine.ts';

describe('figures of the machine', () => {
  it('are those of this one', async () => {
    let nowMs = 0;
    const machine = new Machine({ utcMs: () => nowMs, monotonicMs: () => nowMs }, '/');
    nowMs = 5_400;
    const facts = await machine.facts();
    assert.equal(facts.uptimeSeconds, 5);
    assert.equal(facts.memory.totalBytes, totalmem());
    assert.ok(facts.memory.availableBytes > 0 && facts.memory.availableBytes <= facts.memory.totalBytes);
    assert.ok(facts.storage && facts.storage.freeBytes <= facts.storage.totalBytes);
    assert.ok(facts.cpuPercent >= 0 && facts.cpuPercent <= 100);
  });

  it('look at the processor once a second at most', async () => {
    let nowMs = 0;
    const machine = new Machine({ utcMs: () => nowMs, monotonicMs: () => nowMs }, '/');
    const first = (await machine.facts()).cpuPercent;
    for (let sum = 0; sum < 3e7; sum += 1);
    nowMs = 999;
    assert.equal((await machine.facts()).cpuPercent, first);
  });

  it('say when the volume of the recordings is not there', async () => {
    const machine = new Machine({ utcMs: () => 0, monotonicMs: () => 0 }, '/nowhere/at/all');
    assert.equal((await machine.facts()).storage, null);
  });
});
