/** What happened, for tests of actions. */
import { report } from '../events/reports.fixture.ts';
import type { QueuedSettings } from '../scenarios/scenario.ts';
import type { Order } from './executor.ts';
import type { Occasion } from './occasion.ts';

const atMs = Date.parse('2026-06-05T12:00:00Z');
export const cameraId = '7d69e586-25c6-470e-a368-5570d57b2631';

export function occasion(change: Partial<Occasion> = {}): Occasion {
  return {
    scenario: { id: '5d1722d5-5c02-4ddf-afe5-bbf5873a31ca', name: 'Somebody in the yard' },
    moment: 'begin',
    atMs,
    timeZone: 'Europe/Berlin',
    event: report({
      type: 'line_crossing',
      cameraId,
      beginMs: atMs,
      facts: { name: 'Fence', objectId: 'o-1', objectClass: 'person', box: [0.1, 0.2, 0.3, 0.4] },
      report: { endMs: null, action: 'appeared', snapshot: true },
    }),
    camera: { id: cameraId, name: 'Yard' },
    place: { id: 3, name: 'Works' },
    ...change,
  };
}

export function order<Settings extends QueuedSettings>(
  settings: Settings,
  of: Occasion = occasion(),
): Order<Settings> {
  return {
    id: '0c3c4f9e-92a7-4d38-8a83-93e1f6a5b001',
    organizationId: 1,
    settings,
    occasion: of,
    signal: new AbortController().signal,
  };
}
