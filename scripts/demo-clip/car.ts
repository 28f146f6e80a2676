/** Cars: a few projected faces each, with a licence plate that can be read when they are near. */
import { type Point, polygon, project, scaleAt } from './perspective.ts';

export interface CarLook {
  readonly body: string;
  readonly dark: string;
  readonly light: string;
  /** An invented form: a letter, four digits, a letter. */
  readonly plate: string;
  readonly kind: 'hatchback' | 'van';
}

/** Half width, and heights in metres of belt line and roof. */
const shapes = {
  hatchback: {
    half: 0.92,
    belt: 0.95,
    roof: 1.48,
    length: 4.1,
    roofHalf: 0.68,
    glassFront: 1.15,
    roofFront: 1.85,
    roofBack: 3.3,
    glassBack: 3.95,
  },
  van: {
    half: 1.0,
    belt: 1.15,
    roof: 2.05,
    length: 5,
    roofHalf: 0.88,
    glassFront: 0.6,
    roofFront: 1.3,
    roofBack: 4.8,
    glassBack: 4.95,
  },
} as const;

/** Nothing nearer than this is drawn: it would lie behind the camera's picture plane. */
const nearestZ = 2.2;

/**
 * A car whose front (`approaching`) or rear is at distance `z`, `x` metres beside the camera's axis.
 */
export function car(look: CarLook, x: number, z: number, approaching: boolean): string {
  const shape = shapes[look.kind];
  // Depth along the car counts from the end that faces the camera.
  const along = (fromFront: number) => z + (approaching ? fromFront : shape.length - fromFront);
  const clip = (depth: number) => Math.max(nearestZ, depth);
  const at = (side: number, y: number, fromFront: number): Point => [x + side, y, clip(along(fromFront))];
  const nearZ = clip(z);
  return [
    groundShadow(x, nearZ, clip(z + shape.length), shape.half),
    x - shape.half > 0 ? sideFace(look, shape, at, -1) : '',
    x + shape.half < 0 ? sideFace(look, shape, at, 1) : '',
    topFaces(look, shape, at, approaching),
    endFace(look, shape, x, nearZ, approaching),
  ].join('');
}

type Shape = (typeof shapes)[keyof typeof shapes];
type At = (side: number, y: number, fromFront: number) => Point;

function groundShadow(x: number, z0: number, z1: number, half: number): string {
  const left = x - half - 0.55;
  return polygon(
    [
      [left, 0, z0],
      [x + half, 0, z0 - 0.1],
      [x + half, 0, z1],
      [left, 0, z1],
    ],
    '#1a1e26',
    'fill-opacity="0.38"',
  );
}

/** The long side that the camera sees, with its wheels and windows. */
function sideFace(look: CarLook, s: Shape, at: At, out: number): string {
  const edge = out * s.half;
  const glass = out * ((s.half + s.roofHalf) / 2);
  const parts = [
    polygon(
      [
        at(edge, 0.28, 0),
        at(edge, s.belt - 0.15, 0),
        at(edge, s.belt, s.glassFront),
        at(edge, s.belt, s.length),
        at(edge, 0.28, s.length),
      ],
      look.dark,
    ),
    polygon(
      [
        at(edge, s.belt, s.glassFront),
        at(out * s.roofHalf, s.roof, s.roofFront),
        at(out * s.roofHalf, s.roof, s.roofBack),
        at(edge, s.belt, s.glassBack),
      ],
      look.dark,
    ),
    polygon(
      [
        at(glass + out * 0.06, s.belt + 0.06, s.glassFront + 0.3),
        at(glass, s.roof - 0.1, s.roofFront + 0.08),
        at(glass, s.roof - 0.1, s.roofBack - 0.1),
        at(glass + out * 0.06, s.belt + 0.06, s.glassBack - 0.3),
      ],
      '#27323c',
    ),
  ];
  for (const middle of [0.8, s.length - 0.8]) {
    parts.push(wheel(at, edge, middle, 0.34, '#15181c'), wheel(at, edge, middle, 0.18, '#9aa1a8'));
  }
  return parts.join('');
}

function wheel(at: At, edge: number, middle: number, radius: number, fill: string): string {
  const rim = Array.from({ length: 20 }, (_, index) => {
    const angle = (index * Math.PI) / 10;
    return at(edge, 0.34 + radius * Math.sin(angle), middle + radius * Math.cos(angle));
  });
  return polygon(rim, fill);
}

/** Bonnet, windows of the ends and roof, from far to near. */
function topFaces(look: CarLook, s: Shape, at: At, approaching: boolean): string {
  const across = (y: number, half: number, fromFront: number): [Point, Point] => [
    at(-half, y, fromFront),
    at(half, y, fromFront),
  ];
  const face = (a: [Point, Point], b: [Point, Point], fill: string) =>
    polygon([a[0], a[1], b[1], b[0]], fill);
  const nose = across(s.belt - 0.15, s.half, 0);
  const bonnet = across(s.belt, s.half, s.glassFront);
  const roofFront = across(s.roof, s.roofHalf, s.roofFront);
  const roofBack = across(s.roof, s.roofHalf, s.roofBack);
  const tailTop = across(s.belt, s.half, s.glassBack);
  const tail = across(s.belt - 0.05, s.half, s.length);
  const roof = face(roofFront, roofBack, look.light);
  const frontGlass =
    face(bonnet, roofFront, look.body) +
    face(inset(bonnet, 0.06), inset(roofFront, 0.07), '#2c3a45') +
    glint(bonnet, roofFront);
  const rearGlass =
    face(tailTop, roofBack, look.body) + face(inset(tailTop, 0.08), inset(roofBack, 0.08), '#2c3a45');
  if (approaching) return roof + face(nose, bonnet, look.light) + frontGlass;
  return roof + face(tail, tailTop, look.light) + rearGlass;
}

function inset([a, b]: [Point, Point], by: number): [Point, Point] {
  return [
    [a[0] + by, a[1], a[2]],
    [b[0] - by, b[1], b[2]],
  ];
}

function glint(bottom: [Point, Point], top: [Point, Point]): string {
  const mix = (a: Point, b: Point, t: number): Point => [
    a[0] + (b[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * t,
    a[2] + (b[2] - a[2]) * t,
  ];
  return polygon(
    [
      mix(bottom[0], bottom[1], 0.55),
      mix(top[0], top[1], 0.62),
      mix(top[0], top[1], 0.76),
      mix(bottom[0], bottom[1], 0.68),
    ],
    '#ffffff',
    'fill-opacity="0.16"',
  );
}

/** The end that faces the camera, in metres: x to the right, y down from the ground. */
function endFace(look: CarLook, s: Shape, x: number, z: number, approaching: boolean): string {
  const [left, top] = project([x, 0, z]);
  const h = s.half;
  const upper = s.belt - (approaching ? 0.15 : 0.05);
  const tyre = (cx: number) =>
    `<rect x="${cx - 0.13}" y="-0.36" width="0.26" height="0.36" rx="0.05" fill="#15181c"/>`;
  const lights = approaching ? frontLights(h, upper) : rearLights(h, upper);
  const plateTop = approaching ? -0.56 : -0.74;
  return `<g transform="translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scaleAt(z).toFixed(3)})">
    ${tyre(-h + 0.17)}${tyre(h - 0.17)}
    <path d="M${-h} -0.3 L${-h} ${-upper + 0.08} Q${-h} ${-upper} ${-h + 0.1} ${-upper} L${h - 0.1} ${-upper} Q${h} ${-upper} ${h} ${-upper + 0.08} L${h} -0.3 Q${h} -0.2 ${h - 0.12} -0.2 L${-h + 0.12} -0.2 Q${-h} -0.2 ${-h} -0.3 Z" fill="${look.body}"/>
    <rect x="${-h + 0.04}" y="-0.36" width="${2 * h - 0.08}" height="0.17" rx="0.07" fill="#2a2f36"/>
    ${lights}${plate(look.plate, plateTop)}${approaching ? mirrors(s, look.dark) : ''}</g>`;
}

function mirrors(s: Shape, colour: string): string {
  const mirror = (side: number) =>
    `<rect x="${side * (s.half + 0.06) - 0.1}" y="${-s.belt - 0.1}" width="0.2" height="0.14" rx="0.05" fill="${colour}"/>`;
  return mirror(-1) + mirror(1);
}

function frontLights(h: number, upper: number): string {
  const y = -upper + 0.16;
  const lamp = (cx: number) =>
    `<rect x="${cx - 0.19}" y="${y}" width="0.38" height="0.15" rx="0.07" fill="#f8f5e6" stroke="#39404a" stroke-width="0.02"/>`;
  return `<rect x="-0.46" y="${y + 0.01}" width="0.92" height="0.13" rx="0.05" fill="#22272e"/>${lamp(-h + 0.26)}${lamp(h - 0.26)}`;
}

function rearLights(h: number, upper: number): string {
  const lamp = (x: number) =>
    `<rect x="${x}" y="${-upper + 0.1}" width="0.2" height="0.26" rx="0.05" fill="#c2302b" stroke="#7d1f1c" stroke-width="0.02"/>`;
  return lamp(-h + 0.05) + lamp(h - 0.25);
}

/** A plate larger than life, 0.84 × 0.2 m, with a green band at its left. */
function plate(text: string, top: number): string {
  return `<g transform="translate(-0.42 ${top})">
    <rect width="0.84" height="0.2" rx="0.025" fill="#fdfdf8" stroke="#1c2126" stroke-width="0.016"/>
    <rect x="0.008" y="0.008" width="0.075" height="0.184" rx="0.02" fill="#2f7d4f"/>
    <g transform="translate(0.09 0) scale(0.001)" font-family="DejaVu Sans Mono" font-weight="bold" font-size="172" text-anchor="middle" fill="#15181c">${glyphs(text)}</g></g>`;
}

/** Each glyph at its own place, in millimetres: letters that touch cannot be read from afar. */
function glyphs(text: string): string {
  const step = 740 / text.length;
  return [...text]
    .map((glyph, index) => `<text x="${(step * (index + 0.5)).toFixed(0)}" y="162">${glyph}</text>`)
    .join('');
}
