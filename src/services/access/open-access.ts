/** Opens everything about people: keys, access, users, audit; on an empty database makes the administrator. */
import type { Clock } from '#domain/clock.ts';
import type { Db } from '#stores/schema.ts';
import { AuditService } from '../audit/audit-service.ts';
import { type InstallationKeys, loadInstallationKeys } from '../secrets/installation-keys.ts';
import { loadMasterKeys } from '../secrets/key-file.ts';
import { Vault } from '../secrets/vault.ts';
import { type AccessSettings, makeAccessParts } from './access-parts.ts';
import { AccessService } from './access-service.ts';
import { type AdministratorOrder, type FirstStart, seedPeople } from './first-start.ts';
import type { PasswordDesk } from './password-desk.ts';
import { PasswordHasher } from './passwords.ts';
import { PeopleService } from './people-service.ts';

export interface OpenAccessOptions {
  readonly db: Db;
  readonly settings: AccessSettings & { readonly data: string; readonly admin: AdministratorOrder };
  readonly clock: Clock;
  /** A cheaper one is for tests. */
  readonly hasher?: PasswordHasher;
  /** Leaves password forms that these settings do not need: for commands, whose settings may differ from the server's. */
  readonly keepForms?: boolean;
  /** Told of refused logins. */
  readonly log?: (message: string, details: object) => void;
}

export interface OpenAccess {
  readonly access: AccessService;
  readonly people: PeopleService;
  readonly passwords: PasswordDesk;
  readonly audit: AuditService;
  readonly vault: Vault;
  readonly keys: InstallationKeys;
  /** The administrator that was made just now, with the password to show once. */
  readonly firstStart: FirstStart | null;
}

export async function openAccess(options: OpenAccessOptions): Promise<OpenAccess> {
  const { db, settings, clock } = options;
  const hasher = options.hasher ?? new PasswordHasher();
  const vault = new Vault(loadMasterKeys(settings.data));
  const keys = await loadInstallationKeys(db, vault);
  const audit = new AuditService(clock);
  const parts = makeAccessParts({ db, settings, clock, vault, keys, hasher });
  const access = new AccessService({ db, settings, clock, audit, parts, log: options.log ?? (() => {}) });
  const { forms, passwords } = parts;
  const people = new PeopleService({ db, clock, audit, access, passwords, forms });
  const firstStart = await seedPeople(db, forms, settings.admin, clock.utcMs());
  if (options.keepForms !== true) await people.dropUnusedForms();
  return { access, people, passwords, audit, vault, keys, firstStart };
}
