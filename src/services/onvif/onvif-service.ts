/**
 * What cameras let people do over ONVIF: who may, and what is written down of it. The camera is asked before anything is stored;
 * an entry in the audit log says that the camera did it.
 */
import type { Clock } from '#domain/clock.ts';
import type { OnvifCamera, OnvifTarget, ProtocolName } from '#domain/onvif.ts';
import type { Principal } from '#domain/principal.ts';
import { findOnvifPassword, lockCamera, updateCamera } from '#stores/cameras.ts';
import type { Db } from '#stores/schema.ts';
import type { Permission } from '../access/permissions.ts';
import { siteScope } from '../access/rights.ts';
import type { AuditAction } from '../audit/actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { CameraSecrets } from '../cameras/camera-secrets.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import { type CameraView, storedSettings } from '../cameras/camera-view.ts';
import { type CameraSettings, maskedPassword } from '../cameras/settings.ts';
import type { Vault } from '../secrets/vault.ts';
import type { OnvifConnector } from './ports.ts';
import { toTarget } from './target.ts';

export interface OnvifServiceOptions {
  readonly db: Db;
  readonly vault: Vault;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly devices: OnvifConnector;
  /** Called after the login of a stream changed with a password. */
  readonly changed: () => void;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

export type OnvifAction = Extract<AuditAction, `onvif_${string}`>;

/** All others need onvif_update. */
const permissionOf: Partial<Record<OnvifAction, Permission>> = {
  onvif_ptz_preset_create: 'onvif_create',
  onvif_ptz_preset_delete: 'onvif_delete',
};

interface Opened {
  readonly view: CameraView;
  readonly target: OnvifTarget;
  readonly camera: OnvifCamera;
}

/** What the record of a camera must follow after the camera changed. */
interface Remembered {
  readonly settings: CameraSettings;
  readonly onvifPassword: string | null;
  readonly sourcePassword: string | null;
}

export class OnvifService {
  readonly #options: OnvifServiceOptions;
  readonly #secrets: CameraSecrets;

  constructor(options: OnvifServiceOptions) {
    this.#options = options;
    this.#secrets = new CameraSecrets(options.vault, options.log);
  }

  async read<T>(principal: Principal, id: string, ask: (camera: OnvifCamera) => Promise<T>): Promise<T> {
    const { camera } = await this.#open(principal, id, 'onvif_read');
    return await ask(camera);
  }

  /** `meta` goes into the audit log. */
  async change(
    principal: Principal,
    id: string,
    action: OnvifAction,
    meta: Readonly<Record<string, unknown>>,
    act: (camera: OnvifCamera) => Promise<void>,
  ): Promise<void> {
    const { view, camera } = await this.#open(principal, id, permissionOf[action] ?? 'onvif_update');
    await act(camera);
    await this.#record(principal, view, action, meta);
  }

  /** The record follows when the camera is no longer where it was. */
  async setPorts(
    principal: Principal,
    id: string,
    ports: Partial<Record<ProtocolName, number>>,
  ): Promise<void> {
    const { view, camera, target } = await this.#open(principal, id, 'onvif_update');
    const ours = target.secure ? 'https' : 'http';
    const before = (await camera.protocols())[ours]?.port;
    await camera.setPorts(ports);
    const port = ports[ours];
    const moves = port !== undefined && port !== before && before === target.port;
    await this.#record(principal, view, 'onvif_network_update', { ...ports }, (stored) =>
      moves ? { ...stored, settings: { ...stored.settings, onvif_port: port } } : stored,
    );
  }

  /** Of an account on the camera. The record follows when it is the one that this server uses, for ONVIF or for the stream. */
  async setPassword(principal: Principal, id: string, username: string, password: string): Promise<void> {
    const { view, camera, target } = await this.#open(principal, id, 'onvif_update');
    await camera.setPassword(username, password);
    const seal = (which: 'source' | 'onvif') =>
      this.#secrets.seal({ kind: 'set', password }, null, view.id, which);
    const isSourceOf = ({ source }: CameraSettings) =>
      source.username === username && hostOf(source.url) === target.host;
    const usesIt = isSourceOf(view.settings);
    await this.#record(principal, view, 'onvif_user_update', { username }, (stored) => ({
      settings: stored.settings,
      onvifPassword: stored.settings.onvif_login === username ? seal('onvif') : stored.onvifPassword,
      sourcePassword:
        isSourceOf(stored.settings) && stored.settings.source.password === maskedPassword
          ? seal('source')
          : stored.sourcePassword,
    }));
    if (usesIt) this.#options.changed();
  }

  async #open(principal: Principal, id: string, permission: Permission): Promise<Opened> {
    const { cameras, devices, db } = this.#options;
    const view = await cameras.getFor(principal, id, 'live', permission);
    const sealed = await findOnvifPassword(db, view.id);
    const target = toTarget(view.settings, this.#secrets.openOnvif(view.id, sealed));
    return { view, target, camera: devices.open(target) };
  }

  /** In one transaction with what the record must follow. A camera that was deleted meanwhile only gets its entry. */
  async #record(
    principal: Principal,
    { id, name, organizationId }: CameraView,
    action: OnvifAction,
    meta: Readonly<Record<string, unknown>>,
    follow?: (stored: Remembered) => Remembered,
  ): Promise<void> {
    const { db, audit, clock, log } = this.#options;
    const told = { camera_id: id, name, ...meta };
    const written = db.transaction().execute(async (trx) => {
      const row = follow && (await lockCamera(trx, siteScope(principal), id));
      if (row !== undefined) {
        const stored: Remembered = {
          settings: storedSettings(row),
          onvifPassword: row.onvif_password,
          sourcePassword: row.source_password,
        };
        const after = follow!(stored);
        const isSame =
          after.settings === stored.settings &&
          after.onvifPassword === stored.onvifPassword &&
          after.sourcePassword === stored.sourcePassword;
        if (!isSame)
          await updateCamera(
            trx,
            row,
            {
              organizationId: row.organization_id,
              siteId: row.site_id,
              name: row.name,
              settings: JSON.stringify(after.settings),
              onvifPassword: after.onvifPassword,
              sourcePassword: after.sourcePassword,
            },
            Math.trunc(clock.utcMs()),
          );
      }
      await audit.record(trx, { action, by: principal, organizationId, meta: told });
    });
    await written.catch((error: unknown) => {
      log('a camera did what the audit log could not take', {
        action,
        user: principal.userId,
        ...told,
        error,
      });
      throw error;
    });
  }
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : null;
}
