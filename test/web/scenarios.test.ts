/** Scenarios as a person meets them, against the fake server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noBrowser } from './browser.ts';
import { FakePages } from './fake-pages.ts';
import { FakeWorld } from './fake-world.ts';
import { noMedia } from './tools.ts';

test('scenarios', { skip: noBrowser || noMedia }, async (group) => {
  const pages = new FakePages();

  await group.test(
    'a camera that was deleted stands in its scenario until somebody takes it out',
    async () => {
      const world = new FakeWorld();
      const gate = world.addCamera('Gate', pages.clip);
      const gone = '00000000-0000-4000-8000-00000000000d';
      const { native } = world;
      native.deleted.add(gone);
      native.scenarios.push({
        id: '00000000-0000-4000-8000-000000000001',
        name: 'Night yard',
        enabled: true,
        when: { event_types: ['zone'], phases: ['begin'], camera_ids: [gone, gate.id] },
        actions: [{ kind: 'record', camera_id: gone, on: true, seconds: 60 }],
        repeat_seconds: 60,
        last_fired: null,
        last_limited: null,
        missing: { camera_ids: [gone], place_ids: [], list_ids: [] },
      });
      await using watched = await pages.open(world);
      const { page } = watched;
      await page.goto('/scenarios');
      const told = page.getByText('A part of it does nothing: it names a camera that was deleted.');
      await told.waitFor();
      await page.getByRole('button', { name: 'Edit “Night yard”' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Holds what was deleted', { exact: false }).waitFor();
      const pill = dialog.getByText('a camera that was deleted', { exact: true });
      await pill.locator('..').locator('button').click();
      await dialog.getByText('It was deleted, so that this fails', { exact: false }).waitFor();
      const actor = dialog.getByRole('combobox', { name: 'Camera', exact: true });
      assert.equal(await actor.inputValue(), 'a camera that was deleted');
      await actor.click();
      await page.getByRole('option', { name: 'Gate' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await told.waitFor({ state: 'hidden' });
      const [scenario] = native.scenarios;
      assert.deepEqual(scenario?.when.camera_ids, [gate.id]);
      assert.deepEqual(scenario?.actions, [{ kind: 'record', camera_id: gate.id, on: true, seconds: 60 }]);
      watched.check();
    },
  );
});
