/** docs/settings.md, made from the schema. `npm run -s vidette -- settings` prints it. */
import { type SchemaEntry, schemaEntries } from './schema.ts';

const head = `# Settings

Made from src/config/schema.ts by \`npm run -s vidette -- settings > docs/settings.md\`; a test fails when it is stale.

Settings come from the environment and from \`vidette.yaml\`, looked for in the data folder and in the working directory
(one of them: two are refused). The environment wins. A key that does not exist or a value that is not allowed stops the
start, with the line or the variable and what is allowed there. Relative paths count from the file that names them, in
variables from the working directory. In a variable a list has commas between its items.

\`\`\`yaml
http:
  port: 8080
archive:
  min_free_bytes: 50 GB
  volumes:
    - name: main
      path: /srv/video
\`\`\`

Plain HTTP listens on loopback only, unless \`http.insecure_bind\` is set; HTTPS, RTSP and WebRTC listen on \`bind\`.
A port of 0 turns its listener off, and with it that API.

Not settings, and let pass: \`VIDETTE_TEST_…\` and \`VIDETTE_INTERNAL_…\`; \`VIDETTE_MEDIA_ENGINE=ffmpeg\`, which decodes with
the ffmpeg program in place of the library; \`VIDETTE_SERVER\`, the server that the web interface uses in development.

| key | variable | default | allowed | |
|---|---|---|---|---|
`;

export function settingsReference(): string {
  return head + schemaEntries().map(row).join('');
}

function row({ key, variable, option }: SchemaEntry): string {
  const cells = [
    `\`${key}\``,
    `\`${variable}\``,
    shownDefault(option.fallback),
    option.allowed,
    option.about,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

function shownDefault(fallback: unknown): string {
  if (fallback === null || (Array.isArray(fallback) && fallback.length === 0)) return '–';
  if (typeof fallback !== 'object') return `\`${String(fallback)}\``;
  return (fallback as { name: string; path: string }[])
    .map(({ name, path }) => `\`${name}=${path}\``)
    .join(', ');
}
