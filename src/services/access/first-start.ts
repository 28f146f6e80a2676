/** What a new installation begins with: an organisation, the role of administrators, an administrator. */
import { randomInt } from 'node:crypto';
import { countUsers, insertOrganization, insertRole, insertUser } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import type { PasswordFormMaker } from './password-forms.ts';
import { permissions } from './permissions.ts';

export interface AdministratorOrder {
  readonly email: string;
  readonly login: string;
  /** Null: a random one is made. */
  readonly password: string | null;
}

export interface FirstStart {
  readonly email: string;
  readonly login: string;
  /** The random password, to be shown once; null when one was given. */
  readonly password: string | null;
}

/** Null when there are users already: then nothing is changed, whatever the settings say. */
export async function seedPeople(
  db: Db,
  forms: PasswordFormMaker,
  administrator: AdministratorOrder,
  nowMs: number,
): Promise<FirstStart | null> {
  if ((await countUsers(db)) > 0) return null;
  const password = administrator.password ?? randomPassword();
  const made = await forms.make(administrator, password);
  await db.transaction().execute(async (trx) => {
    const organizationId = await insertOrganization(trx, {
      name: 'Vidette',
      description: '',
      isInternal: true,
    });
    const description = 'May do everything.';
    const roleId = await insertRole(trx, {
      name: 'Administrator',
      description,
      isInternal: true,
      permissions,
    });
    await insertUser(trx, {
      email: administrator.email,
      login: administrator.login,
      firstName: 'Administrator',
      lastName: '',
      organizationId,
      roleId,
      superuser: true,
      passwordHash: made.password_hash,
      md5Hash: made.md5_hash,
      rtspHa1: made.rtsp_ha1,
      nowMs: Math.trunc(nowMs),
    });
  });
  const { email, login } = administrator;
  return { email, login, password: administrator.password === null ? password : null };
}

/** No letters that are taken for others. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 20 characters, 116 bits. */
export function randomPassword(): string {
  return Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
