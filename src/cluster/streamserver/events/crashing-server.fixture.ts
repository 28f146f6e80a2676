/**
 * For the crash test: a server that keeps every report that it is sent, in one transaction with how far it has read the outbox, until
 * it is killed. `node crashing-server.fixture.ts <socket> <database>`
 */
import { DatabaseSync } from 'node:sqlite';
import { Streamservers } from '../../streamservers.ts';

const [socketPath = '', path = ''] = process.argv.slice(2);
const database = new DatabaseSync(path, { timeout: 5000 });
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
database.exec('CREATE TABLE IF NOT EXISTS report (number INTEGER, outbox TEXT, body TEXT) STRICT');
database.exec('CREATE TABLE IF NOT EXISTS position (outbox TEXT PRIMARY KEY, number INTEGER) STRICT');
const insert = database.prepare('INSERT INTO report (number, outbox, body) VALUES (?, ?, ?)');
const move = database.prepare('INSERT OR REPLACE INTO position (outbox, number) VALUES (?, ?)');
const position = database.prepare('SELECT number FROM position WHERE outbox = ?');

const servers = new Streamservers({
  socketPath,
  expectedIds: ['a'],
  welcome: { archiveKey: '' },
  cameras: async () => [],
  events: {
    store: async (outbox, entries) => {
      const known = Number(position.get(outbox)?.number ?? 0);
      const last = entries.at(-1)?.number ?? 0;
      database.exec('BEGIN IMMEDIATE');
      for (const entry of entries) {
        if (entry.number > known && 'event' in entry)
          insert.run(entry.number, outbox, JSON.stringify(entry.event));
      }
      move.run(outbox, Math.max(last, known));
      database.exec('COMMIT');
      return { upTo: last };
    },
  },
  absentCameras: async () => [],
  authorizeRtsp: async () => ({ allowed: false, reason: 'not_found' }),
  refusedViewers: async () => [],
  viewerToken: async () => '',
  clipMoved: () => {},
  log: () => {},
});
await servers.start();
console.log('ready');
