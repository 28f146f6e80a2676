/** The names of topics. Levels from users (lines, zones) hold no `/`, `+`, `#` or control characters (MQTT 5, 4.7.3 and 1.5.4). */

export const cameraCommands = ['record', 'snapshot', 'ptz'] as const;
export type CameraCommand = (typeof cameraCommands)[number];

export type Command =
  | { readonly kind: CameraCommand; readonly cameraId: string }
  | { readonly kind: 'arming' }
  | { readonly kind: 'birth' };

export class Topics {
  readonly #prefix: string;
  readonly #homeAssistant: string;

  constructor(prefix: string, homeAssistantPrefix: string) {
    this.#prefix = prefix;
    this.#homeAssistant = homeAssistantPrefix;
  }

  /** `online`, or `offline` as the last will. */
  get status(): string {
    return `${this.#prefix}/status`;
  }

  get arming(): string {
    return `${this.#prefix}/arming`;
  }

  get armingSet(): string {
    return `${this.arming}/set`;
  }

  /** Events that no camera saw. */
  get events(): string {
    return `${this.#prefix}/events`;
  }

  /** What Home Assistant says when it starts. */
  get birth(): string {
    return `${this.#homeAssistant}/status`;
  }

  camera(id: string, ...levels: readonly string[]): string {
    return [this.#prefix, 'cameras', id, ...levels.map(level)].join('/');
  }

  set(id: string, command: CameraCommand): string {
    return this.camera(id, command, 'set');
  }

  /** Home Assistant, "Device discovery payload". */
  discovery(deviceId: string): string {
    return `${this.#homeAssistant}/device/${deviceId}/config`;
  }

  /** All that this side listens to. */
  subscriptions(homeAssistant: boolean): string[] {
    const commands = cameraCommands.map((command) => `${this.#prefix}/cameras/+/${command}/set`);
    return [...commands, this.armingSet, ...(homeAssistant ? [this.birth] : [])];
  }

  parse(topic: string): Command | null {
    if (topic === this.armingSet) return { kind: 'arming' };
    if (topic === this.birth) return { kind: 'birth' };
    const start = `${this.#prefix}/cameras/`;
    if (!topic.startsWith(start)) return null;
    const [cameraId = '', name, last, ...more] = topic.slice(start.length).split('/');
    const kind = cameraCommands.find((command) => command === name);
    return kind !== undefined && last === 'set' && more.length === 0 ? { kind, cameraId } : null;
  }
}

/**
 * One level of a topic from a name that people gave. Different names give different levels: what cannot be in one is written as `%XX`,
 * and so is a `%` that would read as the beginning of that.
 */
function level(name: string): string {
  return name.replaceAll(/[/+#\p{Cc}]|%(?=[\dA-F]{2})/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `%${code.padStart(2, '0')}`;
  });
}

/** What may be published at by order of a user: no wildcards, no system topics, at most 65 535 bytes. */
export function isPublishable(topic: string): boolean {
  return topic !== '' && !/[+#\0]|^\$/.test(topic) && Buffer.byteLength(topic) <= 65_535;
}
