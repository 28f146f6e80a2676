import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoggedEvent } from './contract.ts';
import { EventFeed } from './event-feed.ts';
import { matches } from './event-filter.ts';
import { queryText } from './event-queries.ts';

class FakeSocket {
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((close: { code: number }) => void) | null = null;
  close(): void {
    this.onclose?.({ code: 1000 });
  }
  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const event: LoggedEvent = {
  event_id: 'e1',
  change: 41,
  revision: 1,
  event_type: 'line_crossing',
  event_action: 'finished',
  camera_id: 'c1',
  camera_name: 'Gate',
  place_id: 3,
  place_name: 'Yard',
  begin: 1_000,
  end: 1_000,
  name: 'Line 1',
  object_id: '7',
  obj_class: 1,
  bbox: null,
  details: {},
  snapshot: false,
  crop: false,
};

function openFeed() {
  const sockets: FakeSocket[] = [];
  const urls: string[] = [];
  const heard: string[] = [];
  const feed = new EventFeed({
    url: 'ws://x/live',
    onSignedOut: () => heard.push('signed out'),
    open(url) {
      urls.push(url);
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  feed.listen({
    event: ({ event_id }) => heard.push(event_id),
    alarm: ({ id }) => heard.push(`alarm ${id}`),
    behind: () => heard.push('behind'),
  });
  feed.start();
  return { feed, sockets, urls, heard };
}

test('goes on behind the last change it has seen', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { feed, sockets, urls, heard } = openFeed();
  sockets[0]?.say({ kind: 'hello', change: 40 });
  assert.equal(feed.state, 'live');
  sockets[0]?.say({ kind: 'event', event });
  sockets[0]?.onclose?.({ code: 1006 });
  assert.equal(feed.state, 'lost');
  t.mock.timers.tick(1_000);
  sockets[1]?.say({ kind: 'hello', change: 43 });
  assert.deepEqual(urls, ['ws://x/live', 'ws://x/live?after=41']);
  assert.deepEqual([feed.state, heard], ['live', ['e1']]);
  feed.stop();
});

test('tells when some were left out, and when the log is not the one it knew', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { feed, sockets, urls, heard } = openFeed();
  sockets[0]?.say({ kind: 'hello', change: 40 });
  sockets[0]?.say({ kind: 'behind', change: 900 });
  sockets[0]?.onclose?.({ code: 1006 });
  t.mock.timers.tick(1_000);
  sockets[1]?.say({ kind: 'hello', change: 12 });
  assert.deepEqual(heard, ['behind', 'behind']);
  assert.match(urls[1] ?? '', /after=900$/);
  feed.stop();
});

test('the end of the login is no interruption', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { sockets, urls, heard } = openFeed();
  sockets[0]?.onclose?.({ code: 4401 });
  t.mock.timers.tick(60_000);
  assert.deepEqual([urls.length, heard], [1, ['signed out']]);
});

test('an event belongs to a filter as the server would say', () => {
  assert.equal(matches({}, event), true);
  assert.equal(
    matches({ from: 1_000, to: 1_000, event_type: ['line_crossing'], name: ['Line 1'] }, event),
    true,
  );
  assert.equal(matches({ to: 999 }, event), false);
  assert.equal(matches({ event_type: ['zone'] }, event), false);
  assert.equal(matches({ camera_id: ['c2'] }, event), false);
  assert.equal(matches({ obj_class: [2] }, event), false);
  assert.equal(
    queryText({ camera_id: ['a', 'b'], from: 1, name: undefined }),
    'camera_id=a&camera_id=b&from=1',
  );
});
