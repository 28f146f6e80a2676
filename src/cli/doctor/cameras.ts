/** Does each camera's address answer? Only whether it can be reached: passwords are not tried, so that nothing gets locked. */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { connectDatabase, databaseFile, pendingMigrations } from '#stores/database.ts';
import { bad, type Finding, good, type Patient } from './finding.ts';

const patienceMs = 3_000;
const atOnce = 32;
const defaultPorts: Record<string, number> = {
  'rtsp:': 554,
  'rtsps:': 322,
  'http:': 80,
  'https:': 443,
  'rtmp:': 1935,
};

export async function checkCameras({ settings }: Patient): Promise<Finding[]> {
  if (settings.database.url === null && !existsSync(databaseFile(settings.data))) return [];
  const db = connectDatabase(settings);
  try {
    if ((await pendingMigrations(db)).length > 0) return [];
    const cameras = await db.selectFrom('cameras').select(['id', 'name', 'settings']).orderBy('id').execute();
    const findings: Finding[] = [];
    for (let at = 0; at < cameras.length; at += atOnce)
      findings.push(...(await Promise.all(cameras.slice(at, at + atOnce).map(checkCamera))));
    return findings.length === 0 ? [good('cameras: none yet')] : findings;
  } finally {
    await db.destroy();
  }
}

interface Camera {
  readonly id: number;
  readonly name: string;
  readonly settings: string;
}

async function checkCamera(camera: Camera): Promise<Finding> {
  const name = `camera ${camera.id} (${camera.name})`;
  const { source } = JSON.parse(camera.settings) as { source?: { url?: string } };
  if (source?.url === undefined || !URL.canParse(source.url))
    return bad(`${name}: has no address`, 'edit the camera');
  const { protocol, hostname, port } = new URL(source.url);
  const number = port === '' ? defaultPorts[protocol] : Number(port);
  if (number === undefined) return good(`${name}: ${protocol} needs no network`);
  const host = hostname.replace(/^\[|\]$/g, '');
  const problem = await cannotConnect(host, number);
  if (problem === null) return good(`${name}: ${host} port ${number} answers`);
  return bad(
    `${name}: ${host} port ${number}: ${problem}`,
    'look at the power, the cable and the address of the camera',
  );
}

async function cannotConnect(host: string, port: number): Promise<string | null> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs });
    const end = (problem: string | null) => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`no answer in ${patienceMs / 1_000} s`));
    socket.once('error', (error) => end(error.message));
  });
}
