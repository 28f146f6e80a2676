/** The dashboard: one page with sign-in, the live picture and the state of the camera. It uses this API and loads nothing else. */
import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: dark; --back: #14161a; --panel: #1c1f25; --line: #2c313a; --text: #d7dbe0; --dim: #8b94a1; --bad: #ff8b8b; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; justify-content: space-between; align-items: center; }
h1 { font-size: 1.2rem; }
img { width: 100%; background: #000; border-radius: 6px; min-height: 12rem; object-fit: contain; }
form { display: flex; gap: .5rem; max-width: 24rem; }
input, button { font: inherit; padding: .5rem .8rem; border-radius: 6px; border: 1px solid var(--line); background: var(--panel); color: inherit; }
input { flex: 1; min-width: 0; } button { cursor: pointer; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { color: var(--dim); } dd { margin: 0; }
#trouble { color: var(--bad); min-height: 1.5em; }
[hidden] { display: none; }`;

const script = `
const $ = (id) => document.getElementById(id);
const api = (method, path, body) => fetch(path, {
  method,
  headers: { 'content-type': 'application/json', 'x-csrf-token': sessionStorage.getItem('csrf') ?? '' },
  body: body && JSON.stringify(body),
});
let timer;
function show(signedIn) {
  $('sign-in').hidden = signedIn;
  $('camera').hidden = $('sign-out').hidden = !signedIn;
  clearInterval(timer);
  if (signedIn) {
    $('picture').src = 'stream?' + Date.now();
    timer = setInterval(refresh, 2000);
  } else {
    $('picture').removeAttribute('src');
  }
}
async function refresh() {
  const response = await api('GET', 'status').catch(() => null);
  if (response?.status === 401) return show(false);
  $('trouble').textContent = response?.ok ? '' : 'The server does not answer.';
  if (!response?.ok) return false;
  const { clients, cameraRunning, settings } = await response.json();
  $('state').textContent = cameraRunning ? 'running' : 'not started';
  $('size').textContent = settings.resolution + ', ' + settings.frameRate + ' frames a second';
  $('sound').textContent = settings.audioEnabled ? 'yes' : 'no';
  $('clients').textContent = clients;
  return true;
}
$('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await api('POST', 'auth', { password: $('password').value });
  const answer = await response.json();
  $('password').value = '';
  const wait = answer.lockout ? ' Try again in ' + answer.lockoutRemaining + ' s.' : '';
  $('trouble').textContent = answer.success ? '' : answer.error + '.' + wait;
  if (!answer.success) return;
  sessionStorage.setItem('csrf', answer.csrfToken);
  show(true);
  refresh();
});
$('sign-out').addEventListener('click', async () => {
  await api('POST', 'auth/logout');
  show(false);
});
refresh().then((signedIn) => show(signedIn === true));`;

export const dashboardPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>IP Camera</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body>
<header><h1>IP Camera</h1><button id="sign-out" hidden>Sign out</button></header>
<p id="trouble" role="alert"></p>
<form id="sign-in" hidden><input id="password" type="password" placeholder="Password" aria-label="Password" autocomplete="current-password" required><button>Sign in</button></form>
<main id="camera" hidden><img id="picture" alt="Live picture">
<dl><dt>Camera</dt><dd id="state"></dd><dt>Picture</dt><dd id="size"></dd><dt>Sound</dt><dd id="sound"></dd><dt>Viewers</dt><dd id="clients"></dd></dl></main>
<script>${script}</script>
</body>
</html>
`;

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only the script and style above may run; a page of another site may not frame this one. */
export const dashboardPolicy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
