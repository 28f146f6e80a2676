/** Every operation that changes something leaves its entry in the audit log, with its change or not at all. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { auditActionOf } from '#dialects/platform/audit-actions.ts';
import { loadContract, operationsOf } from '#dialects/shared/openapi.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { platform } from './examples/platform.ts';
import { requestOf } from './request.ts';
import type { Example } from './subject.ts';

const actions: Partial<Record<string, string>> = auditActionOf;
/** Change nothing that is stored, or only themselves: reading with a body, checking an address, renewing a token. */
const silent = /^(search\w+|verifyStream|refreshToken|getUploadMeta)$/;
const writing = operationsOf(loadContract('platform')).filter(
  ({ id, method }) => platform.served.includes(id) && method !== 'GET' && !silent.test(id),
);

describe('the audit log of the platform API', () => {
  let core: TestApp;
  let app: FastifyInstance;
  let examples: Readonly<Record<string, Example>>;
  before(async () => {
    core = await openTestApp();
    app = await platform.start(core, () => {});
    examples = await platform.examples(core);
  });
  after(async () => {
    await app.close();
    await core[Symbol.asyncDispose]();
  });

  const audited = async () => await core.db.selectFrom('audit_log').selectAll().execute();

  for (const operation of writing) {
    // What a device did is done, whatever happens here afterwards.
    if (operation.security.length > 0 && !operation.path.includes('/onvif'))
      it(`${operation.id} does nothing when its entry cannot be written`, async () => {
        const credentials = await platform.signIn(app, core);
        const [before, record] = [await everything(core), core.audit.record];
        core.audit.record = async () => {
          throw new Error('the log is full');
        };
        const request = requestOf(operation, examples[operation.id]!, credentials);
        const response = await app.inject(request).finally(() => {
          core.audit.record = record;
        });
        assert.equal(response.statusCode, 500, response.body);
        assert.deepEqual(await everything(core), before);
      });

    it(`${operation.id} is told as ${actions[operation.id] ?? '?'}`, async () => {
      const action = actions[operation.id];
      assert.ok(action, 'an operation that changes something has an action');
      core.clock.pass(1_000);
      const credentials = await platform.signIn(app, core);
      const known = new Set((await audited()).map(({ id }) => id));
      const response = await app.inject(requestOf(operation, examples[operation.id]!, credentials));
      assert.match(String(response.statusCode), /^2/, response.body);
      const told = (await audited()).filter(({ id }) => !known.has(id));
      assert.deepEqual(
        told.map((row) => [row.action, row.client_ip, row.user_id]),
        [[action, '127.0.0.1', 1]],
      );
    });
  }
});

/** All rows of all tables. */
async function everything({ db }: TestApp): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown> = {};
  for (const { name } of await db.introspection.getTables())
    rows[name] = await db
      .selectFrom(name as 'users')
      .selectAll()
      .execute();
  return rows;
}
