import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CameraSpec, defaultRecordingPolicy } from '#domain/camera.ts';
import { retentionPolicies } from './retention-policies.ts';

const camera: CameraSpec = {
  id: 'a',
  number: 1,
  name: 'A',
  source: { url: 'rtsp://127.0.0.1/a', transport: 'auto', audio: true },
  recording: { ...defaultRecordingPolicy, minDays: 2, maxDays: 14 },
};
const usage = (cameraId: string, bytes: number) => ({ cameraId, bytes, oldestMs: 1, newestMs: 2 });

test('a camera has its own policy, one that was removed the common one, one without recordings none', () => {
  assert.deepEqual(retentionPolicies([camera], [usage('a', 10), usage('gone', 10), usage('empty', 0)], 30), [
    { cameraId: 'a', minDays: 2, maxDays: 14 },
    { cameraId: 'gone', maxDays: 30 },
  ]);
});
