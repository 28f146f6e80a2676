/**
 * Scenarios: who may write them. A scenario sends out what cameras see, so it may only mean cameras that its writer may see, all of
 * them; for whoever does not, it is not there. What it named and was deleted since stays in it, and is told.
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
  findOwners,
  findScenario,
  hidesPlaces,
  insertScenario,
  listCamerasWithOnvifPassword,
  listHiddenCameras,
  listScenarios,
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
import {
  cameraOf,
  camerasNamed,
  hasLostAll,
  isPlacedByMissing,
  nothingMissing,
  withMissing,
} from './missing.ts';
import type { Conditions, Missing, ScenarioAction, ScenarioInput, ScenarioView } from './scenario.ts';
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

/** As it is read; the columns of the row are JSON. */
interface Stored {
  readonly id: number;
  readonly uuid: string;
  readonly organizationId: number;
  readonly row: ScenarioRow;
  readonly when: Conditions;
  readonly actions: readonly ScenarioAction[];
  readonly missing: Missing;
}

interface Sight {
  /** Cameras that it does not show. */
  readonly hidden: readonly CameraPlace[];
  /** Nothing of the organisation is hidden, so that nothing was that is gone. */
  readonly everything: boolean;
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
    const all = await withMissing(
      this.#db,
      (await listScenarios(this.#db, organizationScope(principal))).map(parse),
    );
    const sight = await this.#sight(principal);
    const shown = all.filter((scenario) => isShown(scenario, sight));
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
      await this.#requireSight(trx, principal, organizationId, input, nothingMissing);
      await this.#requireOnvif(trx, organizationId, input);
      const fields = this.#toFields(input, [], uuid);
      await insertScenario(trx, { ...fields, uuid, organization_id: organizationId }, this.#nowMs());
      await this.#record(trx, principal, organizationId, uuid, { before: {}, after: told(input) });
    });
    return toView(await this.#read(this.#db, principal, uuid));
  }

  /** Replaces all of it; what was missing may stay. What waits to be done stays as it was ordered. */
  async update(principal: Principal, id: string, written: ScenarioInput): Promise<ScenarioView> {
    requirePermission(principal, 'camera_update');
    checkScenario(written, this.#options.rules);
    this.#requireOwnTopics(principal, written);
    const input = withLowerCaseIds(written);
    await this.#db.transaction().execute(async (trx) => {
      const before = await this.#get(trx, principal, id);
      await this.#requireSight(trx, principal, before.organizationId, input, before.missing);
      // The only camera that could do it may be one of the missing.
      if (!isPlacedByMissing(input.when, before.missing))
        await this.#requireOnvif(trx, before.organizationId, input);
      const fields = this.#toFields(input, before.actions, before.uuid);
      await updateScenario(trx, before.id, fields, this.#nowMs());
      await this.#record(trx, principal, before.organizationId, before.uuid, {
        before: told(toView(before)),
        after: told(input),
      });
    });
    return toView(await this.#read(this.#db, principal, id));
  }

  async delete(principal: Principal, id: string): Promise<void> {
    requirePermission(principal, 'camera_update');
    await this.#db.transaction().execute(async (trx) => {
      const before = await this.#get(trx, principal, id);
      await failActionsOf(trx, before.id, this.#nowMs(), 'the scenario was deleted');
      await deleteScenario(trx, before.id);
      const change = { before: told(toView(before)), after: {} };
      await this.#record(trx, principal, before.organizationId, before.uuid, change);
    });
  }

  async #get(db: Db, principal: Principal, id: string): Promise<Stored> {
    const scenario = await this.#read(db, principal, id);
    if (!isShown(scenario, await this.#sight(principal, db))) throw noScenario();
    return scenario;
  }

  /** Without asking whether it is shown. */
  async #read(db: Db, principal: Principal, id: string): Promise<Stored> {
    const row = await findScenario(db, organizationScope(principal), id.toLowerCase());
    const [scenario] = await withMissing(db, row === undefined ? [] : [parse(row)]);
    if (scenario === undefined) throw noScenario();
    return scenario;
  }

  async #sight(principal: Principal, db = this.#db): Promise<Sight> {
    if (principal.superuser) return { hidden: [], everything: true };
    const hidden = await this.#hiddenCameras(principal, db);
    const hides =
      hidden.length > 0 || (await hidesPlaces(db, principal.organizationId, siteScope(principal)));
    return { hidden, everything: !hides };
  }

  async #hiddenCameras(principal: Principal, db: Db): Promise<readonly CameraPlace[]> {
    return principal.superuser
      ? []
      : await listHiddenCameras(db, principal.organizationId, siteScope(principal));
  }

  /**
   * `not_found` for what it names and the writer does not see, `not_allowed` for what it would mean besides. What was missing before the
   * change may stay.
   */
  async #requireSight(
    trx: Trx,
    principal: Principal,
    organizationId: number,
    { when, actions }: ScenarioInput,
    missing: Missing,
  ): Promise<void> {
    const hidden = await this.#hiddenCameras(principal, trx);
    const places = (when.place_ids ?? []).filter((id) => !missing.place_ids.includes(id));
    const lists = (when.list_ids ?? []).filter((id) => !missing.list_ids.includes(id));
    const cameras = camerasNamed({ when, actions }).filter((id) => !missing.camera_ids.includes(id));
    const owners = await findOwners(trx, { cameras, places: [], lists: lists.filter(isNumber) });
    const camera = cameras.find(
      (id) => owners.cameras.get(id) !== organizationId || hidden.some(({ uuid }) => uuid === id),
    );
    if (camera !== undefined) throw new VidetteError('not_found', `no such camera: ${camera}`);
    for (const id of places) {
      const site = isNumber(id) ? await findSite(trx, siteScope(principal), id) : undefined;
      if (site?.organization_id !== organizationId)
        throw new VidetteError('not_found', `no such place: ${id}`);
    }
    const list = lists.find((id) => owners.lists.get(id) !== organizationId);
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

/**
 * Neither means nor names a camera that is hidden. Who saw what is gone is not known any more: when all that it names is, it shows
 * itself only to who sees everything.
 */
function isShown(scenario: Stored, { hidden, everything }: Sight): boolean {
  if (everything) return true;
  const named = new Set(scenario.actions.flatMap(cameraOf));
  return (
    !hasLostAll(scenario, scenario.missing) &&
    !hidden.some((camera) => covers(scenario.when, camera) || named.has(camera.uuid))
  );
}

const needsOnvif = ({ kind }: ScenarioAction): boolean => kind === 'relay' || kind === 'ptz_preset';

function parse(row: ScenarioRow): Omit<Stored, 'missing'> {
  return {
    id: row.id,
    uuid: row.uuid,
    organizationId: row.organization_id,
    row,
    when: JSON.parse(row.conditions) as Conditions,
    actions: JSON.parse(row.actions) as ScenarioAction[],
  };
}

function toView({ row, when, actions, missing }: Stored): ScenarioView {
  return {
    id: row.uuid,
    name: row.name,
    enabled: row.enabled === 1,
    when,
    actions: maskSecrets(actions),
    repeat_seconds: row.repeat_seconds,
    firedMs: row.fired_ms,
    limitedMs: row.limited_ms,
    missing,
  };
}

function noScenario(): VidetteError {
  return new VidetteError('not_found', 'no such scenario');
}

/** What the audit log says of it. */
function told({ name, enabled = true, when, actions, repeat_seconds = 0 }: ScenarioInput): object {
  return { name, enabled, when, actions: maskSecrets(actions), repeat_seconds };
}
