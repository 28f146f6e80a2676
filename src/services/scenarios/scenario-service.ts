/**
 * Scenarios: who may write them. A scenario sends out what cameras see, so it may only mean cameras that its writer may see, all of
 * them; for whoever does not, it is not there.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { failActionsOf } from '#stores/actions.ts';
import { toFlag } from '#stores/columns.ts';
import {
  type CameraPlace,
  countScenarios,
  deleteScenario,
  findScenario,
  insertScenario,
  listCameraPlaces,
  listCamerasWithOnvifPassword,
  listHiddenCameras,
  listScenarios,
  listWatchlistIds,
  type ScenarioRow,
  updateScenario,
} from '#stores/scenarios.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { findSite } from '#stores/sites.ts';
import { organizationScope, requirePermission, requireSuperuser, siteScope } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { storedSettings } from '../cameras/camera-view.ts';
import { findTarget } from '../onvif/target.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import type { Vault } from '../secrets/vault.ts';
import { invalid, isNumber } from '../sites/checks.ts';
import { checkScenario, type ScenarioRules } from './check-scenario.ts';
import { covers } from './conditions.ts';
import type { Conditions, ScenarioAction, ScenarioInput, ScenarioView } from './scenario.ts';
import { maskSecrets, sealSecrets } from './secrets.ts';

export interface ScenarioServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
  readonly cursors: Cursors;
  readonly vault: Vault;
  readonly rules: ScenarioRules;
}

/** Of one organisation: each is asked about each event. */
const mostScenarios = 500;

/** Read and written in this form; the columns are JSON. */
interface Parsed {
  readonly when: Conditions;
  readonly actions: readonly ScenarioAction[];
}

export class ScenarioService {
  readonly #options: ScenarioServiceOptions;
  readonly #db: Db;

  constructor(options: ScenarioServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  /** By number. */
  async list(principal: Principal, page: PageRequest): Promise<Page<ScenarioView>> {
    requirePermission(principal, 'camera_update');
    const rows = await listScenarios(this.#db, organizationScope(principal));
    const hidden = await this.#hiddenCameras(principal);
    const shown = rows.filter((row) => isShown(parse(row), hidden));
    return await this.#options.cursors.page(
      ['scenarios', principal.userId, {}],
      page,
      async ({ afterId, limit }) => shown.filter(({ id }) => id > afterId).slice(0, limit),
      toView,
    );
  }

  async get(principal: Principal, id: string): Promise<ScenarioView> {
    requirePermission(principal, 'camera_update');
    return toView(await this.#get(this.#db, principal, id));
  }

  async create(principal: Principal, written: ScenarioInput): Promise<ScenarioView> {
    requirePermission(principal, 'camera_update');
    checkScenario(written, this.#options.rules);
    this.#requireOwnTopics(principal, written);
    const input = withLowerCaseIds(written);
    const { organizationId } = principal;
    const uuid = randomUUID();
    await this.#db.transaction().execute(async (trx) => {
      if ((await countScenarios(trx, organizationId)) >= mostScenarios)
        throw new VidetteError('conflict', `there are ${mostScenarios} scenarios already`, {
          reason: 'quota',
        });
      await this.#requireSight(trx, principal, organizationId, input);
      await this.#requireOnvif(trx, organizationId, input);
      const fields = this.#toFields(input, [], uuid);
      await insertScenario(trx, { ...fields, uuid, organization_id: organizationId }, this.#nowMs());
      await this.#record(trx, principal, organizationId, uuid, { before: {}, after: told(input) });
    });
    return toView(await this.#get(this.#db, principal, uuid));
  }

  /** Replaces all of it. What waits to be done stays as it was ordered. */
  async update(principal: Principal, id: string, written: ScenarioInput): Promise<ScenarioView> {
    requirePermission(principal, 'camera_update');
    checkScenario(written, this.#options.rules);
    this.#requireOwnTopics(principal, written);
    const input = withLowerCaseIds(written);
    await this.#db.transaction().execute(async (trx) => {
      const before = await this.#get(trx, principal, id);
      await this.#requireSight(trx, principal, before.organization_id, input);
      await this.#requireOnvif(trx, before.organization_id, input);
      const fields = this.#toFields(input, parse(before).actions, before.uuid);
      await updateScenario(trx, before.id, fields, this.#nowMs());
      await this.#record(trx, principal, before.organization_id, before.uuid, {
        before: told({ ...toView(before) }),
        after: told(input),
      });
    });
    return toView(await this.#get(this.#db, principal, id));
  }

  async delete(principal: Principal, id: string): Promise<void> {
    requirePermission(principal, 'camera_update');
    await this.#db.transaction().execute(async (trx) => {
      const before = await this.#get(trx, principal, id);
      await failActionsOf(trx, before.id, this.#nowMs(), 'the scenario was deleted');
      await deleteScenario(trx, before.id);
      const change = { before: told(toView(before)), after: {} };
      await this.#record(trx, principal, before.organization_id, before.uuid, change);
    });
  }

  async #get(db: Db, principal: Principal, id: string): Promise<ScenarioRow> {
    const row = await findScenario(db, organizationScope(principal), id.toLowerCase());
    if (row === undefined || !isShown(parse(row), await this.#hiddenCameras(principal, db)))
      throw new VidetteError('not_found', 'no such scenario');
    return row;
  }

  async #hiddenCameras(principal: Principal, db = this.#db): Promise<CameraPlace[]> {
    return principal.superuser
      ? []
      : await listHiddenCameras(db, principal.organizationId, siteScope(principal));
  }

  /** `not_found` for what it names and the writer does not see, `not_allowed` for what it would mean besides. */
  async #requireSight(
    trx: Trx,
    principal: Principal,
    organizationId: number,
    { when, actions }: ScenarioInput,
  ): Promise<void> {
    const hidden = await this.#hiddenCameras(principal, trx);
    const named = [...new Set([...(when.camera_ids ?? []), ...actions.flatMap(cameraOf)])];
    const there = new Set(
      (await listCameraPlaces(trx, named))
        .filter(
          (camera) =>
            camera.organizationId === organizationId && !hidden.some(({ uuid }) => uuid === camera.uuid),
        )
        .map(({ uuid }) => uuid),
    );
    const missing = named.find((uuid) => !there.has(uuid));
    if (missing !== undefined) throw new VidetteError('not_found', `no such camera: ${missing}`);
    for (const id of when.place_ids ?? []) {
      const site = isNumber(id) ? await findSite(trx, siteScope(principal), id) : undefined;
      if (site?.organization_id !== organizationId)
        throw new VidetteError('not_found', `no such place: ${id}`);
    }
    const lists = await listWatchlistIds(trx, organizationId, (when.list_ids ?? []).filter(isNumber));
    const list = when.list_ids?.find((id) => !lists.includes(id));
    if (list !== undefined) throw new VidetteError('not_found', `no such list: ${list}`);
    if (hidden.some((camera) => covers(when, camera)))
      throw new VidetteError(
        'not_allowed',
        'the conditions mean cameras that you may not see; name those that you mean',
        {
          reason: 'hidden_cameras',
        },
      );
  }

  /**
   * Orders at the broker are carried out with the rights of the bridge's user, and what is said there is believed: so only who may do
   * everything makes a scenario that publishes at the topics of Vidette itself.
   */
  #requireOwnTopics(principal: Principal, { actions }: ScenarioInput): void {
    const isOwn = (topic: string) =>
      this.#options.rules.ownTopics.some((first) => topic.startsWith(`${first}/`));
    if (actions.some((action) => action.kind === 'mqtt' && isOwn(action.topic))) requireSuperuser(principal);
  }

  /** An action of whichever camera sees the event is refused when none of these has a login for ONVIF. A camera that is named may get it later. */
  async #requireOnvif(
    trx: Trx,
    organizationId: number,
    { enabled = true, when, actions }: ScenarioInput,
  ): Promise<void> {
    const at = actions.findIndex((action) => needsOnvif(action) && cameraOf(action).length === 0);
    if (!enabled || at < 0) return;
    const { places, settings } = await listCamerasWithOnvifPassword(trx, organizationId);
    const isAsked = ({ uuid }: CameraPlace): boolean =>
      findTarget(storedSettings({ settings: settings.get(uuid)! }), '') !== null;
    if (!places.some((camera) => covers(when, camera) && isAsked(camera)))
      throw invalid(
        ['actions', at],
        'cannot be done: no camera that the conditions mean has an ONVIF login; give one its login, or name a camera (camera_id)',
      );
  }

  #toFields(input: ScenarioInput, before: readonly ScenarioAction[], uuid: string) {
    const { name, enabled = true, when, actions, repeat_seconds = 0 } = input;
    return {
      name,
      enabled: toFlag(enabled),
      conditions: JSON.stringify({ phases: ['begin'], ...when }),
      actions: JSON.stringify(sealSecrets(actions, before, this.#options.vault, uuid)),
      repeat_seconds,
    };
  }

  async #record(
    trx: Trx,
    by: Principal,
    organizationId: number,
    scenarioId: string,
    change: { readonly before: object; readonly after: object },
  ): Promise<void> {
    await this.#options.audit.record(trx, {
      action: 'organization_update',
      by,
      organizationId,
      meta: { id: organizationId, subject: 'scenario', scenario_id: scenarioId },
      change,
    });
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

/** As they are stored. */
function withLowerCaseIds(input: ScenarioInput): ScenarioInput {
  const { when, actions } = input;
  return {
    ...input,
    when: { ...when, ...(when.camera_ids && { camera_ids: when.camera_ids.map((id) => id.toLowerCase()) }) },
    actions: actions.map((action) =>
      'camera_id' in action && action.camera_id !== undefined
        ? { ...action, camera_id: action.camera_id.toLowerCase() }
        : action,
    ),
  };
}

/** Neither means nor names a camera that is hidden. */
function isShown({ when, actions }: Parsed, hidden: readonly CameraPlace[]): boolean {
  const named = new Set(actions.flatMap(cameraOf));
  return !hidden.some((camera) => covers(when, camera) || named.has(camera.uuid));
}

function cameraOf(action: ScenarioAction): string[] {
  return 'camera_id' in action && action.camera_id !== undefined ? [action.camera_id] : [];
}

const needsOnvif = ({ kind }: ScenarioAction): boolean => kind === 'relay' || kind === 'ptz_preset';

function parse({ conditions, actions }: Pick<ScenarioRow, 'conditions' | 'actions'>): Parsed {
  return { when: JSON.parse(conditions) as Conditions, actions: JSON.parse(actions) as ScenarioAction[] };
}

function toView(row: ScenarioRow): ScenarioView {
  const { when, actions } = parse(row);
  return {
    id: row.uuid,
    name: row.name,
    enabled: row.enabled === 1,
    when,
    actions: maskSecrets(actions),
    repeat_seconds: row.repeat_seconds,
    firedMs: row.fired_ms,
    limitedMs: row.limited_ms,
  };
}

/** What the audit log says of it. */
function told({ name, enabled = true, when, actions, repeat_seconds = 0 }: ScenarioInput): object {
  return { name, enabled, when, actions: maskSecrets(actions), repeat_seconds };
}
