/** Mosquitto on a port of loopback, with a user or for everybody; it can be stopped and started again on the same port. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePorts } from '../../harness/free-ports.ts';
import { tempFolder } from '../../harness/temp-folder.ts';

/** Why tests with a broker are skipped; false where there is one. */
export const withoutMosquitto: string | false =
  spawnSync('mosquitto', ['-h']).error === undefined ? false : 'mosquitto is not installed';

export interface Login {
  readonly username: string;
  readonly password: string;
}

export class Mosquitto implements AsyncDisposable {
  readonly port: number;
  /** For files of its tests, too; removed at the end. */
  readonly folder = tempFolder('mosquitto');
  readonly #login: Login | null;
  #process: ChildProcess | null = null;

  private constructor(port: number, login: Login | null) {
    this.port = port;
    const lines = [`listener ${port} 127.0.0.1`, `allow_anonymous ${login === null}`, 'persistence false'];
    this.#login = login;
    if (login !== null) {
      this.#writePassword(login);
      lines.push(`password_file ${this.#passwords}`);
    }
    // It drops its privileges when root starts it, and could then not read its files.
    lines.push('user root');
    writeFileSync(this.#configuration, `${lines.join('\n')}\n`);
  }

  static async start(login: Login | null = null): Promise<Mosquitto> {
    const [port] = await freePorts(1);
    const broker = new Mosquitto(port!, login);
    await broker.start();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.#process = spawn('mosquitto', ['-c', this.#configuration], { stdio: 'ignore' });
    while (!(await this.#answers())) {
      if (this.#process.exitCode !== null) throw new Error(`mosquitto ended with ${this.#process.exitCode}`);
    }
  }

  /** Its user has another password from now on. */
  setPassword(password: string): void {
    this.#writePassword({ ...this.#login!, password });
    this.#process?.kill('SIGHUP');
  }

  /** All connections are cut; nothing is kept. */
  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (running === null || running.exitCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #writePassword({ username, password }: Login): void {
    execFileSync('mosquitto_passwd', ['-b', '-c', this.#passwords, username, password]);
  }

  get #passwords(): string {
    return join(this.folder, 'passwords');
  }

  get #configuration(): string {
    return join(this.folder, 'mosquitto.conf');
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  }
}
