/**
 * Every setting, once: default, bounds, unit and a sentence. The keys of `vidette.yaml` are these names in snake_case
 * (`http.insecure_bind`), the variables the same in capitals (`VIDETTE_HTTP_INSECURE_BIND`); docs/settings.md is made from it.
 */
import { bytes, choice, flag, integer, list, namedPaths, type Option, path, port, text } from './option.ts';

const cameraNumber = {
  about: 'Number of the camera that this API shows; 0 takes the lowest.',
  fallback: 0,
  min: 0,
  max: 2 ** 31 - 1,
};
const apiUser = {
  about: 'Login name of the user whose password and rights this API uses; without it the administrator.',
  fallback: null,
  max: 64,
};
const host = text({
  about: '',
  fallback: '',
  pattern: /^[\w.:%-]+$/,
  allowed: 'a host name or address',
  max: 255,
});
const network = text({
  about: '',
  fallback: '',
  pattern: /^[\da-fA-F.:]+(\/\d{1,3})?$/,
  allowed: 'an address or a network such as 10.0.0.0/8',
  max: 64,
});

export const schema = {
  data: path({ about: 'Folder of the database, keys, recordings and clips.', fallback: './data' }),
  bind: text({
    about:
      'Address that HTTPS, RTSP and WebRTC listen on; plain HTTP stays on loopback unless http.insecure_bind is set.',
    fallback: '127.0.0.1',
    pattern: /^[\w.:%-]+$/,
    allowed: 'an address of this machine, 0.0.0.0 or ::',
    max: 255,
  }),
  demo: flag({ about: 'Add the demo camera when the data folder is new.', fallback: true }),
  streamservers: integer({
    about: 'Streamserver processes on this machine.',
    fallback: 1,
    min: 0,
    max: 64,
    unit: 'processes',
  }),
  log: {
    level: choice({
      about: 'Least severity that is logged.',
      fallback: 'info',
      values: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    }),
    format: choice({
      about: 'JSON lines, or text for people; auto is text on a terminal.',
      fallback: 'auto',
      values: ['auto', 'json', 'pretty'],
    }),
  },
  http: {
    port: port({ about: 'Main listener, plain HTTP.', fallback: 8080 }),
    insecureBind: flag({
      about:
        'Let plain HTTP listen on `bind` too, not only on loopback. Only behind something that adds TLS.',
      fallback: false,
    }),
    trustedProxies: list({
      about: 'Proxies whose X-Forwarded-For and X-Forwarded-Proto count.',
      item: network,
    }),
    maxBodyBytes: bytes({
      about: 'Largest request body, uploads aside.',
      fallback: 2 ** 20,
      min: 16_384,
      max: 2 ** 26,
    }),
  },
  https: {
    port: port({ about: 'Main listener, HTTPS.', fallback: 8443 }),
  },
  tls: {
    certificate: path({
      about:
        'PEM file of the certificate chain; without it a self-signed certificate is made at first start.',
      fallback: null,
    }),
    key: path({ about: 'PEM file of the private key for tls.certificate.', fallback: null }),
    names: list({ about: 'More host names and addresses for the self-signed certificate.', item: host }),
  },
  rtsp: {
    port: port({ about: 'RTSP server that re-serves the cameras.', fallback: 8554 }),
    digest: flag({
      about:
        'Offer RTSP digest login. Needs an MD5 form of each password, kept sealed; see docs/security.md.',
      fallback: true,
    }),
  },
  webrtc: {
    port: port({ about: 'UDP and TCP port of WebRTC media.', fallback: 8555 }),
    hosts: list({
      about: 'Addresses told to viewers besides those of this machine, for example a public one.',
      item: host,
    }),
  },
  eocortex: {
    port: port({ about: 'Listener of the eocortex API, plain HTTP.', fallback: 8090 }),
    organization: integer({
      about: 'Id of the organisation that this API shows; 0 shows all that the user sees.',
      fallback: 0,
      min: 0,
      max: 2 ** 31 - 1,
    }),
  },
  rotoclear: {
    port: port({ about: 'Listener of the rotoclear API, plain HTTP.', fallback: 8091 }),
    httpsPort: port({ about: 'Listener of the rotoclear API, HTTPS.', fallback: 8092 }),
    user: text(apiUser),
    camera: integer(cameraNumber),
  },
  anpr: {
    port: port({ about: 'Listener of the anpr API, plain HTTP.', fallback: 8093 }),
    user: text(apiUser),
  },
  ipcamera: {
    httpsPort: port({ about: 'Listener of the ipcamera API, HTTPS.', fallback: 8444 }),
    httpPort: port({
      about: 'Plain listener of the ipcamera API, which only turns clients to HTTPS.',
      fallback: 8094,
    }),
    user: text(apiUser),
    camera: integer(cameraNumber),
  },
  database: {
    url: text({
      about: 'PostgreSQL, as postgres://user:password@host/name; without it SQLite in the data folder.',
      fallback: null,
      pattern: /^postgres(ql)?:\/\/.+/,
      allowed: 'a postgres:// URL',
      secret: true,
    }),
    snapshots: integer({
      about: 'Snapshots kept of the SQLite database, one made before each migration.',
      fallback: 3,
      min: 1,
      max: 100,
      unit: 'files',
    }),
    busySeconds: integer({
      about: 'How long a write waits while another program holds the SQLite database.',
      fallback: 5,
      min: 0,
      max: 60,
      unit: 'seconds',
    }),
  },
  admin: {
    email: text({
      about: 'E-mail of the administrator made while no user exists.',
      fallback: 'admin@vidette.local',
      pattern: /^[^\s@]+@[^\s@]+$/,
      allowed: 'an e-mail address',
      max: 254,
    }),
    login: text({
      about: 'Login name of that administrator, for APIs without e-mail addresses.',
      fallback: 'admin',
      pattern: /^[^\s:@/]+$/,
      allowed: 'a name without blanks, colons, @ and slashes, 1..64 characters',
      max: 64,
    }),
    password: text({
      about:
        'Password of that administrator, best 12 characters or more; without it a random one is made and printed once.',
      fallback: null,
      pattern: /^.{1,128}$/s,
      allowed: 'a password of 1..128 characters',
      secret: true,
    }),
  },
  tokens: {
    accessSeconds: integer({
      about: 'Life of an access token.',
      fallback: 900,
      min: 30,
      max: 86_400,
      unit: 'seconds',
    }),
    refreshDays: integer({ about: 'Life of a refresh token.', fallback: 30, min: 1, max: 365, unit: 'days' }),
    sessionHours: integer({
      about: 'A web session ends after so long without a request.',
      fallback: 168,
      min: 1,
      max: 8_760,
      unit: 'hours',
    }),
    mediaSeconds: integer({
      about: 'Life of a `?token=` and of a signed media address.',
      fallback: 3600,
      min: 10,
      max: 86_400,
      unit: 'seconds',
    }),
  },
  login: {
    attempts: integer({
      about: 'Wrong passwords in a row that lock an account.',
      fallback: 10,
      min: 3,
      max: 1_000,
      unit: 'attempts',
    }),
    lockSeconds: integer({
      about: 'How long an account is locked.',
      fallback: 60,
      min: 1,
      max: 86_400,
      unit: 'seconds',
    }),
    addressPerMinute: integer({
      about: 'Failed logins from one address before more are refused.',
      fallback: 30,
      min: 3,
      max: 100_000,
      unit: 'per minute',
    }),
  },
  metrics: {
    token: text({
      about: 'Bearer token that reads /metrics from beyond loopback; without it only loopback may.',
      fallback: null,
      pattern: /^[\x21-\x7e]{16,}$/,
      allowed: 'at least 16 characters without blanks',
      secret: true,
    }),
  },
  archive: {
    volumes: namedPaths({
      about: 'Where recordings go.',
      fallback: [{ name: 'main', path: '<data>/archive/main' }],
    }),
    syncSeconds: integer({
      about: 'A power cut loses at most so much of what was recorded last.',
      fallback: 5,
      min: 1,
      max: 60,
      unit: 'seconds',
    }),
    removedCameraDays: integer({
      about:
        'Recordings of a camera are kept for so long after it was deleted (longer where its minimum says so, shorter where its limits do).',
      fallback: 30,
      min: 0,
      max: 3_650,
      unit: 'days',
    }),
    segmentSeconds: integer({
      about: 'Length of a recorded file; it ends at the next keyframe.',
      fallback: 60,
      min: 5,
      max: 600,
      unit: 'seconds',
    }),
    minFreeBytes: bytes({
      about:
        'Space left free on each volume; the oldest recordings are deleted to keep it. 0 is 1 % of the volume, 64 MiB to 10 GiB.',
      fallback: 0,
      min: 0,
      max: 2 ** 50,
    }),
  },
  events: {
    keepDays: integer({
      about: 'Events that began longer ago are deleted.',
      fallback: 30,
      min: 1,
      max: 3_650,
      unit: 'days',
    }),
    maxCount: integer({
      about: 'The oldest events above this number are deleted; 0: no limit.',
      fallback: 50_000_000,
      min: 0,
      max: 2_000_000_000,
      unit: 'events',
    }),
    statisticsDays: integer({
      about: 'Counts per hour and day, and heat maps, are kept for so long.',
      fallback: 400,
      min: 1,
      max: 3_650,
      unit: 'days',
    }),
    snapshotDays: integer({
      about: 'Pictures of events are kept for so long.',
      fallback: 30,
      min: 1,
      max: 3_650,
      unit: 'days',
    }),
    snapshotMaxBytes: bytes({
      about:
        'Pictures of events of one streamserver; beyond it the oldest go. They lie on the first volume of the archive.',
      fallback: 10 * 2 ** 30,
      min: 2 ** 20,
      max: 2 ** 50,
    }),
    outboxMaxBytes: bytes({
      about: 'Reports of events that may wait for a server that is away; beyond it the oldest are dropped.',
      fallback: 2 ** 30,
      min: 2 ** 20,
      max: 2 ** 40,
    }),
    absentMinutes: integer({
      about: 'A camera that does not deliver for longer is absent.',
      fallback: 10,
      min: 1,
      max: 10_080,
      unit: 'minutes',
    }),
  },
  audit: {
    keepDays: integer({
      about: 'Entries of the audit log are deleted after so long; 0 keeps them for ever.',
      fallback: 730,
      min: 0,
      max: 36_500,
      unit: 'days',
    }),
  },
  clips: {
    path: path({ about: 'Where finished clips are kept.', fallback: '<data>/clips' }),
    perUser: integer({
      about: 'Clips that one user may have queued, running or kept at a time.',
      fallback: 100,
      min: 1,
      max: 100_000,
      unit: 'clips',
    }),
    maxMinutes: integer({ about: 'Longest clip.', fallback: 240, min: 1, max: 1_440, unit: 'minutes' }),
    keepHours: integer({
      about: 'A finished clip is deleted after so long.',
      fallback: 168,
      min: 1,
      max: 87_600,
      unit: 'hours',
    }),
  },
  uploads: {
    path: path({ about: 'Where uploaded pictures are kept.', fallback: '<data>/uploads' }),
    maxBytes: bytes({
      about: 'Largest picture that is taken.',
      fallback: 20 * 2 ** 20,
      min: 2 ** 16,
      max: 2 ** 28,
    }),
    maxPixels: integer({
      about: 'Most pixels of a picture that is taken.',
      fallback: 40_000_000,
      min: 10_000,
      max: 200_000_000,
      unit: 'pixels',
    }),
    perOrganizationBytes: bytes({
      about: 'All pictures that one organisation may keep.',
      fallback: 20 * 2 ** 30,
      min: 2 ** 20,
      max: 2 ** 50,
    }),
    unusedHours: integer({
      about: 'A picture that nothing refers to is deleted after so long.',
      fallback: 24,
      min: 1,
      max: 8_760,
      unit: 'hours',
    }),
  },
  mail: {
    host: text({
      about: 'SMTP server that scenarios send mail through; without it they cannot.',
      fallback: null,
      pattern: /^[\w.:-]+$/,
      allowed: 'a host name or address',
      max: 255,
    }),
    port: integer({ about: 'Its port.', fallback: 587, min: 1, max: 65_535 }),
    tls: choice({
      about: 'Encryption: begun with STARTTLS (and never left out), from the first byte, or none.',
      fallback: 'starttls',
      values: ['starttls', 'tls', 'none'],
    }),
    user: text({ about: 'Login at the server.', fallback: null, max: 255 }),
    password: text({ about: 'Password at the server.', fallback: null, max: 255, secret: true }),
    from: text({
      about: 'Sender of the mails.',
      fallback: 'vidette@localhost',
      pattern: /^[^\s@<>,;"]+@[^\s@<>,;"]+$/,
      allowed: 'an e-mail address',
      max: 254,
    }),
    caFile: path({ about: 'Certificates that are trusted beside the usual ones, PEM.', fallback: null }),
  },
  mqtt: {
    url: text({
      about: 'MQTT broker that cameras, events and orders are exchanged with; without it there is none.',
      fallback: null,
      pattern: /^(mqtts?|wss?):\/\/[^\s@]+$/,
      allowed: 'an address such as mqtts://broker.example:8883, without a login',
      max: 255,
    }),
    username: text({ about: 'Login at the broker.', fallback: null, max: 255 }),
    password: text({ about: 'Password at the broker.', fallback: null, max: 255, secret: true }),
    clientId: text({
      about: 'Name at the broker; two installations need two.',
      fallback: 'vidette',
      max: 64,
    }),
    caFile: path({ about: 'Certificates that are trusted beside the usual ones, PEM.', fallback: null }),
    prefix: text({
      about: 'First level of all topics.',
      fallback: 'vidette',
      pattern: /^[^+#$/][^+#]*$/,
      allowed: 'a topic without wildcards',
      max: 128,
    }),
    user: text({
      about:
        'Login name of the user whose cameras are told of and whose rights orders have; without it the administrator.',
      fallback: null,
      max: 64,
    }),
    snapshots: flag({ about: 'Publish a picture of motion, and those that are asked for.', fallback: true }),
    homeAssistant: flag({ about: 'Announce cameras to Home Assistant.', fallback: true }),
    homeAssistantPrefix: text({
      about: "First level of Home Assistant's discovery topics.",
      fallback: 'homeassistant',
      pattern: /^[^+#$/][^+#]*$/,
      allowed: 'a topic without wildcards',
      max: 128,
    }),
  },
  outbound: {
    allowPrivate: flag({
      about:
        'Let web hooks and other calls that users define reach private addresses. Cameras always may be private.',
      fallback: false,
    }),
  },
  sources: {
    fileRoots: list({
      about: 'Folders whose files may be used as cameras (file: sources).',
      item: path({ about: '', fallback: '' }),
    }),
  },
};

export type Section = { readonly [key: string]: Option<unknown> | Section };

type ValuesOf<S> = { readonly [K in keyof S]: S[K] extends Option<infer T> ? T : ValuesOf<S[K]> };

export type SettingValues = ValuesOf<typeof schema>;

export interface SchemaEntry {
  /** Names of the schema, for example `['http', 'insecureBind']`. */
  readonly names: readonly string[];
  /** `http.insecure_bind` */
  readonly key: string;
  /** `VIDETTE_HTTP_INSECURE_BIND` */
  readonly variable: string;
  readonly option: Option<unknown>;
}

export function isOption(value: Option<unknown> | Section): value is Option<unknown> {
  return value.is === 'option';
}

export function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** All options in the order of the schema. */
export function schemaEntries(section: Section = schema, above: readonly string[] = []): SchemaEntry[] {
  return Object.entries(section).flatMap(([name, value]) => {
    const names = [...above, name];
    if (!isOption(value)) return schemaEntries(value, names);
    const key = names.map(toSnake).join('.');
    return [{ names, key, variable: `VIDETTE_${key.replaceAll('.', '_').toUpperCase()}`, option: value }];
  });
}
