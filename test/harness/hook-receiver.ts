/** A program of somebody else that web hooks go to. It can be away at first, and checks signatures as the documentation says. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

export interface Post {
  readonly headers: IncomingMessage['headers'];
  readonly raw: Buffer;
  readonly body: {
    readonly action_id: string;
    readonly phase: string;
    readonly event: {
      readonly event_id: string;
      readonly event_type: string;
      readonly name: string | null;
      readonly details: { readonly text?: string };
    };
  };
}

export class HookReceiver implements AsyncDisposable {
  readonly posts: Post[] = [];
  readonly port: number;
  /** Before the answer; one that throws cuts the connection. */
  onPost: (post: Post) => void | Promise<void> = () => {};
  readonly #server: Server;

  /** Nobody listens before `start`. */
  constructor(port: number) {
    this.port = port;
    this.#server = createServer(async (request, response) => {
      const raw = await buffer(request);
      const post = { headers: request.headers, raw, body: JSON.parse(raw.toString()) as Post['body'] };
      this.posts.push(post);
      try {
        await this.onPost(post);
        response.end();
      } catch {
        request.socket.destroy();
      }
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Texts of alarms by hand in the order they came first; whatever comes again is left out. */
  get texts(): (string | undefined)[] {
    const first = new Map(this.posts.map(({ body }) => [body.action_id, body.event.details.text]));
    return [...first.values()];
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

type Recipe = (secret: string, header: string, body: Buffer) => boolean;

/** The JavaScript of docs/integrations/webhooks.md, as a reader copies it. */
export async function documentedRecipe(): Promise<Recipe> {
  const page = readFileSync(join(import.meta.dirname, '../../docs/integrations/webhooks.md'), 'utf8');
  const code = /```js\n(.*?)```/s.exec(page)?.[1];
  if (code === undefined) throw new Error('the page has no recipe');
  const module = `${code}\nexport { isGenuine };`;
  const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(module)}`)) as {
    isGenuine: Recipe;
  };
  return isGenuine;
}
