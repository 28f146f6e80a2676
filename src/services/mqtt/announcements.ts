/**
 * Which retained topics were published for which camera, so that all of them go when the camera goes, also when that happened while
 * nothing was connected or the prefix is another one today. Retained messages are only sent when they change.
 */
import type { Message } from './connection.ts';

/** Under which name the list is kept. */
const keptAs = 'mqtt:announced';

export interface AnnouncementOptions {
  publish(message: Message): Promise<void>;
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

export class Announcements {
  readonly #options: AnnouncementOptions;
  /** By owner (a camera, or '' for the installation): topic → what was published last; null: by an earlier run. */
  readonly #published = new Map<string, Map<string, string | null>>();
  /** Topics came or went since the list was kept. */
  #changed = false;

  constructor(options: AnnouncementOptions) {
    this.#options = options;
  }

  /** Reads what earlier runs have published. */
  async load(): Promise<void> {
    const kept = JSON.parse((await this.#options.read(keptAs)) ?? '{}') as Record<string, string[]>;
    for (const [owner, topics] of Object.entries(kept))
      this.#published.set(owner, new Map(topics.map((topic) => [topic, null])));
  }

  /** The broker may have forgotten: everything is sent again when it is next said. */
  forgetContents(): void {
    for (const topics of this.#published.values()) for (const topic of topics.keys()) topics.set(topic, null);
  }

  /**
   * Publishes, retained, what is new. `messages` and the `others`, which are published elsewhere, are all that the owner has from now
   * on: topics that are missing are removed.
   */
  async say(
    owner: string,
    messages: readonly { topic: string; payload: string }[],
    others: readonly string[] = [],
  ): Promise<void> {
    const topics = this.#published.get(owner) ?? new Map<string, string | null>();
    this.#published.set(owner, topics);
    const wanted = new Set([...messages.map(({ topic }) => topic), ...others]);
    for (const topic of topics.keys()) if (!wanted.has(topic)) await this.#remove(topics, topic);
    const news = messages.filter(({ topic, payload }) => topics.get(topic) !== payload);
    // Known before they are sent: what is lost on the way is still removed some day.
    for (const topic of wanted) if (!topics.has(topic)) this.#add(topics, topic);
    await this.#keep();
    for (const { topic, payload } of news) {
      await this.#options.publish({ topic, payload, retain: true, confirmed: true });
      topics.set(topic, payload);
    }
  }

  /** Removes all topics of owners that are not among those. */
  async keepOnly(owners: ReadonlySet<string>): Promise<void> {
    for (const [owner, topics] of this.#published) {
      if (owners.has(owner)) continue;
      for (const topic of topics.keys()) await this.#remove(topics, topic);
      this.#published.delete(owner);
      this.#changed = true;
    }
    await this.#keep();
  }

  #add(topics: Map<string, string | null>, topic: string): void {
    topics.set(topic, null);
    this.#changed = true;
  }

  /** An empty retained message removes the one before (MQTT 5, 3.3.1.3). */
  async #remove(topics: Map<string, string | null>, topic: string): Promise<void> {
    await this.#options.publish({ topic, payload: '', retain: true, confirmed: true });
    topics.delete(topic);
    this.#changed = true;
  }

  async #keep(): Promise<void> {
    if (!this.#changed) return;
    const all = [...this.#published].map(([owner, topics]) => [owner, [...topics.keys()]]);
    await this.#options.write(keptAs, JSON.stringify(Object.fromEntries(all)));
    this.#changed = false;
  }
}
