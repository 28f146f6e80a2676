import { serverPrincipal } from '#services/access/rights.ts';
import { showGroupless } from '#services/organizations/groupless-policy.ts';
import { listGrouplessPolicies } from '#stores/organizations.ts';
import { findFirstOrganization } from '#stores/people.ts';
import { type Command, parseArguments, type Terminal, UsageError } from './command.ts';
import { openPeople } from './open-people.ts';

export const organizationCommand: Command = {
  name: 'organization',
  summary: 'Lists the organisations, or says who sees the places of one that are in no group.',
  usage: `organization list
       npm run vidette -- organization groupless <number> shown|hidden

  groupless shown    everybody of the organisation sees them, as at first
  groupless hidden   only superusers, until a group gets them`,
  async run(args, terminal) {
    const { positionals } = parseArguments(args, { allowPositionals: true, options: {} });
    const [action, number, policy, ...more] = positionals;
    if (action === 'list' && number === undefined) return await list(terminal);
    const isWhole =
      /^\d{1,10}$/.test(number ?? '') && /^(shown|hidden)$/.test(policy ?? '') && more.length === 0;
    if (action !== 'groupless' || !isWhole)
      throw new UsageError('say list, or groupless <number> shown|hidden');
    return await setGroupless(Number(number), policy === 'shown', terminal);
  },
};

async function list(terminal: Terminal): Promise<number> {
  await using opened = await openPeople(terminal);
  for (const { id, name, shows_groupless: shows } of await listGrouplessPolicies(opened.db))
    terminal.print(`${id}  ${name}  places in no group are ${shows === 1 ? 'shown' : 'hidden'}`);
  return 0;
}

async function setGroupless(id: number, shows: boolean, terminal: Terminal): Promise<number> {
  await using opened = await openPeople(terminal);
  await showGroupless(opened, serverPrincipal(await findFirstOrganization(opened.db)), id, shows);
  terminal.print(`places of organization ${id} that are in no group are ${shows ? 'shown' : 'hidden'}`);
  return 0;
}
