import { VidetteError } from '#domain/errors.ts';
import { randomPassword } from '#services/access/first-start.ts';
import { serverPrincipal } from '#services/access/rights.ts';
import { findFirstOrganization, findRoleByName, findUserByName, listSharedRoles } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import { type Command, parseArguments, type Terminal, UsageError } from './command.ts';
import { openPeople } from './open-people.ts';

export const userCommand: Command = {
  name: 'user',
  summary: 'Adds a user, or sets the password of one.',
  usage: `user add <email> [--login name] [--first-name x] [--last-name x] [--role name] [--superuser] [--random]
       npm run vidette -- user passwd <email or login name> [--random]

  The password is asked for, or read from standard input when that is not a terminal.
  --random     make a password and print it
  --role       the role's name; without it Administrator
  --superuser  sees and may do everything, in all organisations`,
  async run(args, terminal) {
    const [action, ...rest] = args;
    if (action === 'add') return await addUser(rest, terminal);
    if (action === 'passwd') return await setPassword(rest, terminal);
    throw new UsageError('say add or passwd');
  },
};

async function addUser(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    allowPositionals: true,
    options: {
      login: { type: 'string' },
      'first-name': { type: 'string' },
      'last-name': { type: 'string' },
      role: { type: 'string' },
      superuser: { type: 'boolean' },
      random: { type: 'boolean' },
    },
  });
  const [email] = positionals;
  if (email === undefined || positionals.length > 1) throw new UsageError('give one e-mail address');
  await using opened = await openPeople(terminal);
  const roleId = await roleNamed(opened.db, values.role ?? 'Administrator');
  const password = await newPassword(values.random === true, terminal);
  const by = serverPrincipal(await findFirstOrganization(opened.db));
  const user = await opened.people.createUser(by, {
    email,
    password,
    roleId,
    ...(values.login === undefined ? {} : { login: values.login }),
    firstName: values['first-name'] ?? '',
    lastName: values['last-name'] ?? '',
    superuser: values.superuser === true,
  });
  terminal.print(`user ${user.email} (login name ${user.login}) has number ${user.id}`);
  return 0;
}

async function setPassword(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    allowPositionals: true,
    options: { random: { type: 'boolean' } },
  });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1)
    throw new UsageError('give one e-mail address or login name');
  await using opened = await openPeople(terminal);
  const user = await findUserByName(opened.db, name);
  if (user === undefined) throw new VidetteError('not_found', `there is no user ${name}`);
  const password = await newPassword(values.random === true, terminal);
  await opened.people.setPassword(serverPrincipal(user.organization_id), user.id, password);
  terminal.print(`the password of ${user.email} is set; all logins of this user have ended`);
  return 0;
}

async function newPassword(random: boolean, terminal: Terminal): Promise<string> {
  if (!random) return await terminal.readSecret('Password: ');
  const password = randomPassword();
  terminal.print(`password: ${password}`);
  return password;
}

async function roleNamed(db: Db, name: string): Promise<number> {
  const id = await findRoleByName(db, name);
  if (id !== undefined) return id;
  const names = (await listSharedRoles(db)).map((role) => role.name);
  throw new VidetteError('not_found', `there is no role ${name}; there are ${names.join(', ')}`);
}
