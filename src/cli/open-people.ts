/** Opens settings, database and people for a command, and closes them again. Works beside a running server. */
import { makeDataFolder } from '#config/data-folder.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import { systemClock } from '#domain/clock.ts';
import { type OpenAccess, openAccess } from '#services/access/open-access.ts';
import { openDatabase } from '#stores/database.ts';
import type { Db } from '#stores/schema.ts';
import type { Terminal } from './command.ts';

export interface OpenPeople extends OpenAccess, AsyncDisposable {
  readonly db: Db;
  readonly settings: Settings;
}

export async function openPeople(terminal: Terminal): Promise<OpenPeople> {
  const settings = loadSettings({ env: terminal.env, workDir: terminal.workDir });
  makeDataFolder(settings.data);
  const db = await openDatabase(settings);
  try {
    const opened = await openAccess({ db, settings, clock: systemClock, keepForms: true });
    if (opened.firstStart?.password)
      terminal.print(
        `made the administrator ${opened.firstStart.email}, password: ${opened.firstStart.password}`,
      );
    return { ...opened, db, settings, [Symbol.asyncDispose]: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
