import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Camera } from '../../api/contract.ts';
import { emptyValues, inputOf, splitCredentials, valuesOf } from './form-values.ts';

const camera: Camera = {
  id: '00000000-0000-4000-8000-000000000001',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  name: 'Gate',
  place_id: 3,
  source: { url: 'rtsp://10.0.0.5/1', transport: 'tcp', username: 'admin', audio: true },
  video_storage: { mode: 'continuous', max_days: 7, max_bytes: 50_000_000_000, pre_seconds: 5 },
  video_analytics: { motion_detection: { enabled: true } },
  snapshot_url: 'http://127.0.0.1/x.jpg',
};

test('saving without a change gives the writable part back as it came', () => {
  const { id: _i, created_at: _c, updated_at: _u, snapshot_url: _s, ...writable } = camera;
  assert.deepEqual(inputOf(valuesOf(camera), camera), writable);
});

test('a field that was emptied is left out, what the form does not know stays', () => {
  const input = inputOf({ ...valuesOf(camera), maxDays: '', maxGigabytes: '' }, camera);
  assert.deepEqual(input.video_storage, { mode: 'continuous', pre_seconds: 5 });
});

test('a new camera has no empty strings in its source', () => {
  const input = inputOf({ ...emptyValues('3'), name: ' Yard ', url: ' rtsp://10.0.0.6/1 ' }, null);
  assert.equal(input.name, 'Yard');
  assert.deepEqual(input.source, { url: 'rtsp://10.0.0.6/1', transport: 'auto', audio: true });
});

test('credentials inside a pasted URL go to their own fields, also odd ones', () => {
  assert.deepEqual(splitCredentials('rtsp://admin:p%40ss@10.0.0.5:554/1'), {
    url: 'rtsp://10.0.0.5:554/1',
    username: 'admin',
    password: 'p@ss',
  });
  assert.deepEqual(splitCredentials('rtsp://admin:50%@10.0.0.5/1'), {
    url: 'rtsp://10.0.0.5/1',
    username: 'admin',
    password: '50%',
  });
  assert.deepEqual(splitCredentials('rtsp://10.0.0.5/1?q=a@b'), { url: 'rtsp://10.0.0.5/1?q=a@b' });
});
