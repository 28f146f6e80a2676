/** What a person does with a running product: adds cameras, looks at their state, at what is recorded of them and what is not. */
import assert from 'node:assert/strict';
import type { StreamStatus, StreamserverStatus } from '#cluster/protocol.ts';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import { type Running, until } from './vidette.ts';

export interface CameraWire {
  readonly id: string;
  readonly name: string;
}

export class Operator {
  readonly #vidette: Running;

  constructor(vidette: Running) {
    this.#vidette = vidette;
  }

  async addCamera(name: string, source: Record<string, unknown>): Promise<CameraWire> {
    const order = { name, place_id: await this.#place(), source, video_storage: { mode: 'continuous' } };
    const { status, body } = await this.#vidette.api('POST', '/api/v1/cameras', order);
    assert.equal(status, 200, JSON.stringify(body));
    return body as CameraWire;
  }

  async changeSource({ id, name }: CameraWire, source: Record<string, unknown>): Promise<void> {
    const order = { name, place_id: await this.#place(), source, video_storage: { mode: 'continuous' } };
    const { status, body } = await this.#vidette.api('PUT', `/api/v1/cameras/${id}`, order);
    assert.equal(status, 200, JSON.stringify(body));
  }

  /** A media address, as the administrator. */
  async media(path: string): Promise<Response> {
    const authorization = `Bearer ${await this.#vidette.token()}`;
    return fetch(this.#vidette.url + path, { headers: { authorization } });
  }

  spans(camera: string, fromMs?: number): Promise<RecordedSpan[]> {
    return this.#ledger(camera, 'spans', fromMs);
  }

  gaps(camera: string, fromMs?: number): Promise<Gap[]> {
    return this.#ledger(camera, 'gaps', fromMs);
  }

  /** Waits until so much of a camera is recorded without a gap, and gives that span. */
  recorded(camera: string, seconds: number, sinceMs = 0): Promise<RecordedSpan> {
    return until(`${seconds} s of ${camera} recorded`, async () => {
      const spans = await this.spans(camera);
      return spans.find(({ startMs, endMs }) => endMs - Math.max(startMs, sinceMs) >= seconds * 1000);
    });
  }

  async streamservers(): Promise<readonly StreamserverStatus[]> {
    const { body } = await this.#vidette.api('GET', '/system/status');
    return (body as { streamservers: StreamserverStatus[] }).streamservers;
  }

  async stream(camera: string): Promise<StreamStatus | undefined> {
    const cameras = (await this.streamservers()).flatMap((one) => one.cameras);
    return cameras.find(({ cameraId }) => cameraId === camera)?.streams[0];
  }

  /** Waits until the main stream of a camera is in a state, and gives it. */
  streamThat(is: StreamStatus['state'], camera: string): Promise<StreamStatus> {
    return until(`the stream is ${is}`, async () => {
      const stream = await this.stream(camera);
      return stream?.state === is && stream;
    });
  }

  async #ledger<T>(camera: string, what: 'spans' | 'gaps', fromMs = Date.now() - 600_000): Promise<T[]> {
    const path = `/archive/${camera}/${what}?from=${Math.trunc(fromMs)}&to=${Date.now() + 1000}`;
    const response = await this.media(path);
    return response.ok ? ((await response.json()) as T[]) : [];
  }

  async #place(): Promise<number> {
    const { body } = await this.#vidette.api('GET', '/api/v1/places');
    const [first] = (body as { places: { id: number }[] }).places;
    if (first !== undefined) return first.id;
    const made = await this.#vidette.api('POST', '/api/v1/places', { name: 'Yard' });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    return (made.body as { id: number }).id;
  }
}
