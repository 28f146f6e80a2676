/** What does not move: sky, houses, street, pavements, trees and lamps. */
import { ground, pictureWidth, project, scaleAt, standing, wall } from './perspective.ts';

/** The road between the kerbs, and the outer edges of the pavements where the houses stand. */
const road = { left: -1.9, right: 6.1, houseLeft: -5.2, houseRight: 9.2 };
/** The zebra crossing, along the street. */
const crossing = { near: 7.3, far: 9.5 };

const far = 140;
const near = 4.5;

export function backdrop(): string {
  return [gradients, sky(), hills(), leftHouses(), rightHouses(), streetSurface(), markings()].join('\n');
}

const gradients = `<defs>
  <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#86b8e3"/><stop offset="1" stop-color="#e9f1f5"/></linearGradient>
  <linearGradient id="asphalt" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8b8f96"/><stop offset="1" stop-color="#666a72"/></linearGradient>
  <linearGradient id="paving" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#cfc8bb"/><stop offset="1" stop-color="#b3ab9c"/></linearGradient>
  <radialGradient id="sun" cx="0.5" cy="0.5" r="0.5"><stop offset="0" stop-color="#fff8df" stop-opacity="0.95"/><stop offset="1" stop-color="#fff8df" stop-opacity="0"/></radialGradient>
</defs>`;

function sky(): string {
  return `<rect width="${pictureWidth}" height="230" fill="url(#sky)"/>
  <circle cx="760" cy="60" r="190" fill="url(#sun)"/>
  ${cloud(520, 70, 1)}${cloud(690, 118, 0.7)}${cloud(610, 28, 0.55)}`;
}

function cloud(x: number, y: number, size: number): string {
  return `<g transform="translate(${x} ${y}) scale(${size})" fill="#ffffff" fill-opacity="0.8">
    <ellipse cx="0" cy="0" rx="52" ry="13"/><ellipse cx="-16" cy="-9" rx="24" ry="13"/><ellipse cx="14" cy="-12" rx="28" ry="16"/></g>`;
}

function hills(): string {
  return `<path d="M0 215 Q 300 150 560 196 Q 700 168 900 200 T 1280 180 V 240 H 0 Z" fill="#a9bfb0"/>
  <path d="M420 216 Q 540 186 640 206 Q 720 190 800 214 V 240 H 420 Z" fill="#8fae93"/>`;
}

interface House {
  readonly from: number;
  readonly to: number;
  readonly height: number;
  readonly colour: string;
  readonly shop: string;
}

const leftRow: readonly House[] = [
  { from: 3, to: 11, height: 9.5, colour: '#d9b98f', shop: '#7d4b3a' },
  { from: 11, to: 19, height: 8.2, colour: '#c8cfc4', shop: '#3f6a5c' },
  { from: 19, to: 29, height: 10.5, colour: '#d49a7c', shop: '#4a5a78' },
  { from: 29, to: 42, height: 8.6, colour: '#e3d6b4', shop: '#8a5a44' },
  { from: 42, to: 62, height: 9.8, colour: '#b9b4c4', shop: '#5c6f4c' },
  { from: 62, to: far, height: 8.4, colour: '#cdbfa8', shop: '#6b6560' },
];

const rightRow: readonly House[] = [
  { from: 3, to: 13, height: 8.8, colour: '#e6dcc6', shop: '#51707e' },
  { from: 13, to: 22, height: 10.2, colour: '#c98f77', shop: '#7a6a3a' },
  { from: 22, to: 34, height: 8.4, colour: '#d8cba4', shop: '#64505e' },
  { from: 34, to: 52, height: 9.6, colour: '#bccad0', shop: '#7d4b3a' },
  { from: 52, to: far, height: 8.8, colour: '#d5b79c', shop: '#5a6a5c' },
];

function leftHouses(): string {
  return leftRow
    .toReversed()
    .map((house) => houseFront(house, road.houseLeft, 0.06))
    .join('');
}

function rightHouses(): string {
  return rightRow
    .toReversed()
    .map((house) => houseFront(house, road.houseRight, 0.18))
    .join('');
}

/** A house seen along its front; `shade` darkens the side that the sun does not reach. */
function houseFront({ from, to, height, colour, shop }: House, x: number, shade: number): string {
  const parts = [
    wall(x, 0, height, from, to, colour),
    wall(x, height - 0.35, height, from, to, '#00000022'),
    wall(x, 0.15, 2.9, from + 0.4, to - 0.4, shop),
    wall(x, 2.9, 3.15, from + 0.2, to - 0.2, '#f3efe6'),
  ];
  const windows = Math.max(2, Math.round((to - from) / 2.6));
  const step = (to - from) / windows;
  for (let index = 0; index < windows; index += 1) {
    const start = from + index * step;
    parts.push(
      wall(x, 0.7, 2.6, start + step * 0.16, start + step * 0.84, index % 3 === 1 ? '#2f3d46' : '#bcd3dc'),
    );
    for (let floor = 3.8; floor + 1.7 < height; floor += 2.6) {
      parts.push(wall(x, floor - 0.1, floor + 1.75, start + step * 0.24, start + step * 0.76, '#fbf8f1'));
      parts.push(wall(x, floor, floor + 1.65, start + step * 0.28, start + step * 0.72, '#7f98a8'));
      parts.push(wall(x, floor + 0.8, floor + 1.65, start + step * 0.28, start + step * 0.72, '#a9c0cc'));
    }
  }
  parts.push(wall(x, 0, height, from, to, '#2b3140', `fill-opacity="${shade}"`));
  return parts.join('');
}

function streetSurface(): string {
  const kerb = 0.12;
  return [
    ground(road.houseLeft, road.houseRight, near, 400, 'url(#paving)'),
    ground(road.left, road.right, near, 400, 'url(#asphalt)'),
    ground(road.left - kerb, road.left, near, 400, '#e2ddd2'),
    ground(road.right, road.right + kerb, near, 400, '#e2ddd2'),
    ground(road.left, road.left + 0.35, near, 400, '#565a61', 'fill-opacity="0.5"'),
    ground(road.right - 0.35, road.right, near, 400, '#565a61', 'fill-opacity="0.5"'),
    shadowsOfHouses(),
    pavingLines(),
  ].join('');
}

function shadowsOfHouses(): string {
  const strip = (x0: number, x1: number) => ground(x0, x1, near, 400, '#000000', 'fill-opacity="0.12"');
  return strip(road.houseLeft, road.houseLeft + 0.5) + strip(road.houseRight - 2.2, road.houseRight);
}

function pavingLines(): string {
  const lines: string[] = [];
  for (let z = 5; z < 40; z += 1) {
    lines.push(ground(road.houseLeft, road.left - 0.12, z, z + 0.03, '#8d8678', 'fill-opacity="0.55"'));
    lines.push(ground(road.right + 0.12, road.houseRight, z, z + 0.03, '#8d8678', 'fill-opacity="0.55"'));
  }
  for (const x of [-4.3, -3.5, -2.7, 7, 7.8, 8.6]) {
    lines.push(ground(x, x + 0.025, near, 60, '#8d8678', 'fill-opacity="0.45"'));
  }
  return lines.join('');
}

function markings(): string {
  const middle = (road.left + road.right) / 2;
  const parts: string[] = [];
  for (let z = 13.5; z < 120; z += 5) parts.push(ground(middle - 0.07, middle + 0.07, z, z + 2.4, '#eeeae0'));
  for (let x = road.left + 0.45; x < road.right - 0.5; x += 1) {
    parts.push(ground(x, x + 0.52, crossing.near, crossing.far, '#f4f1e8'));
  }
  parts.push(ground(road.left + 0.2, middle - 0.2, 10.4, 10.75, '#f4f1e8'));
  return parts.join('');
}

/** Trees on the right pavement and lamps on the left: people walk before and behind them. */
export const furniture: readonly { readonly z: number; readonly svg: string }[] = [
  58, 44, 32, 23, 16,
].flatMap((z) => [
  { z, svg: tree(7.4, z) },
  { z: z + 3, svg: lamp(-2.5, z + 3) },
]);

function tree(x: number, z: number): string {
  const blob = (cx: number, cy: number, r: number, fill: string) =>
    `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"/>`;
  return (
    shadow(x - 1.2, z, 1.5, 0.35) +
    standing(
      x,
      z,
      `<path d="M-0.11 0 L-0.08 -2.6 L0.08 -2.6 L0.12 0 Z" fill="#6b4f3b"/>
      ${blob(-0.7, -3.1, 0.85, '#4f7d4a')}${blob(0.7, -3.2, 0.9, '#466f43')}${blob(0, -3.9, 1.15, '#5b8b52')}
      ${blob(0.35, -4.2, 0.75, '#74a263')}${blob(-0.45, -3.6, 0.6, '#6c9a5d')}`,
    )
  );
}

function lamp(x: number, z: number): string {
  return standing(
    x,
    z,
    `<rect x="-0.05" y="-5" width="0.1" height="5" fill="#3b444c"/><path d="M0 -4.95 H1" stroke="#3b444c" stroke-width="0.08"/>
    <rect x="0.75" y="-5.02" width="0.5" height="0.12" rx="0.05" fill="#2c343b"/>`,
  );
}

/** A soft ellipse on the ground. */
export function shadow(x: number, z: number, widthM: number, opacity: number): string {
  const [cx, cy] = project([x, 0, z]);
  const rx = widthM * scaleAt(z);
  return `<ellipse cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${(rx * 0.22).toFixed(1)}" fill="#1d222b" fill-opacity="${opacity}"/>`;
}
