/** The link of an organisation to its Orion service: where it is, how to sign in there, and what it says of itself. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { findOrionLink, type OrionLinkRow, storeOrionLink } from '#stores/orion.ts';
import type { Db } from '#stores/schema.ts';
import { requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { maskedPassword } from '../cameras/settings.ts';
import type { OutboundGuard } from '../outbound/guard.ts';
import type { Vault } from '../secrets/vault.ts';
import { checkLine, invalid } from '../sites/checks.ts';
import type { OrionInfo, ReadOrionInfo } from './orion-call.ts';

export interface OrionServiceOptions {
  readonly db: Db;
  readonly vault: Vault;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
  readonly guard: Pick<OutboundGuard, 'check'>;
  readonly read: ReadOrionInfo;
}

export interface OrionInput {
  readonly wsdlUrl: string;
  readonly login: string | null;
  readonly password: string | null;
}

export interface OrionView extends OrionInput {
  /** Masked when there is one. */
  readonly password: string | null;
  readonly organizationId: number;
  readonly updatedMs: number;
}

export class OrionService {
  readonly #options: OrionServiceOptions;

  constructor(options: OrionServiceOptions) {
    this.#options = options;
  }

  /**
   * Replaces the link of the caller's organisation; the service is not asked. The mask in place of the password keeps the stored
   * one, unless the address now leads to another server, which would learn it.
   */
  async configure(principal: Principal, input: OrionInput): Promise<OrionView> {
    requirePermission(principal, 'orion_update');
    const { db, vault, audit, clock, guard } = this.#options;
    const url = checkInput(input, guard);
    const { organizationId } = principal;
    return await db.transaction().execute(async (trx) => {
      const before = await findOrionLink(trx, organizationId);
      const kept = input.password === maskedPassword;
      if (kept && (before === undefined || before.password === null))
        throw invalid(['password'], 'is masked, but none is stored');
      if (kept && URL.parse(before!.wsdl_url)?.origin !== url.origin)
        throw invalid(['password'], 'is needed again, since the address leads to another server');
      const link: OrionLinkRow = {
        organization_id: organizationId,
        wsdl_url: url.href,
        login: input.login,
        password: kept
          ? before!.password
          : input.password && vault.seal(input.password, contextOf(organizationId)),
        updated_ms: Math.trunc(clock.utcMs()),
      };
      await storeOrionLink(trx, link);
      await audit.record(trx, {
        action: before === undefined ? 'orion_create' : 'orion_update',
        by: principal,
        organizationId,
        meta: { wsdl_url: link.wsdl_url },
        change: { before: shown(before), after: shown(link) },
      });
      return toView(link);
    });
  }

  /** `conflict` when no service is configured, `unavailable` when it does not answer. */
  async info(principal: Principal): Promise<OrionInfo> {
    requirePermission(principal, 'orion_read');
    const { db, vault, read } = this.#options;
    const link = await findOrionLink(db, principal.organizationId);
    if (link === undefined)
      throw new VidetteError('conflict', 'no Orion service is configured', {
        reason: 'orion_not_configured',
      });
    const { wsdl_url: wsdlUrl, login, password } = link;
    const open = password === null ? null : vault.open(password, contextOf(link.organization_id));
    return await read({ wsdlUrl, login, password: open });
  }
}

function checkInput(input: OrionInput, guard: Pick<OutboundGuard, 'check'>): URL {
  checkLine(input.wsdlUrl, ['wsdl_url']);
  if (input.login !== null) checkLine(input.login, ['login']);
  if (input.login?.includes(':')) throw invalid(['login'], 'holds a colon');
  if (input.password !== null) checkLine(input.password, ['password']);
  const url = guard.check(input.wsdlUrl);
  if (url.username !== '' || url.password !== '')
    throw invalid(['wsdl_url'], 'holds a login; use login and password');
  return url;
}

function toView(link: OrionLinkRow): OrionView {
  return {
    wsdlUrl: link.wsdl_url,
    login: link.login,
    password: link.password === null ? null : maskedPassword,
    organizationId: link.organization_id,
    updatedMs: link.updated_ms,
  };
}

/** For the audit log, which hides the password and shows that it changed. */
function shown(link: OrionLinkRow | undefined): object {
  return link === undefined ? {} : { wsdl_url: link.wsdl_url, login: link.login, password: link.password };
}

function contextOf(organizationId: number): string {
  return `orion:${organizationId}:password`;
}
