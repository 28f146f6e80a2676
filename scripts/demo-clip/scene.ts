/** What happens in the street in 60 seconds. At the end nobody is on stage who was not there at the beginning: the clip loops. */
import { furniture } from './backdrop.ts';
import { type CarLook, car } from './car.ts';
import { type Heading, type PersonLook, person, strideM } from './person.ts';
import { pictureHeight, pictureWidth } from './perspective.ts';

export const loopSeconds = 60;

interface Actor {
  /** How far away it is now, for drawing far things first; null while it is not there. */
  at(second: number): { readonly z: number; readonly svg: string } | null;
}

/** A drive along the street: distance over time as straight pieces with soft ends. */
interface Drive {
  readonly look: CarLook;
  readonly x: number;
  readonly approaching: boolean;
  /** [second, distance]; in between the speed changes softly. */
  readonly stops: readonly (readonly [number, number])[];
}

const looks = {
  blue: { body: '#3d6fa5', dark: '#2c5280', light: '#5f8fc2', plate: 'K4821T', kind: 'hatchback' },
  red: { body: '#b0443c', dark: '#86322c', light: '#cc655b', plate: 'M7306B', kind: 'hatchback' },
  van: { body: '#e5e2da', dark: '#bdb9ae', light: '#f4f2ec', plate: 'R1952V', kind: 'van' },
  green: { body: '#4f7a5c', dark: '#3a5b45', light: '#6d997a', plate: 'H6047D', kind: 'hatchback' },
  sand: { body: '#c9a86a', dark: '#9c804c', light: '#dfc48d', plate: 'T3318N', kind: 'hatchback' },
} satisfies Record<string, CarLook>;

const laneTowards = 0.05;
const laneAway = 4.1;

const drives: readonly Drive[] = [
  {
    look: looks.blue,
    x: laneTowards,
    approaching: true,
    stops: [
      [1, 120],
      [7, 45],
      [10, 11.2],
      [17.6, 11.2],
      [20.5, 1],
    ],
  },
  {
    look: looks.red,
    x: laneAway,
    approaching: false,
    stops: [
      [4.5, -2],
      [13.5, 130],
    ],
  },
  {
    look: looks.van,
    x: laneTowards,
    approaching: true,
    stops: [
      [22, 130],
      [30.5, 1],
    ],
  },
  {
    look: looks.green,
    x: laneAway,
    approaching: false,
    stops: [
      [27, -3],
      [37, 130],
    ],
  },
  {
    look: looks.sand,
    x: laneTowards,
    approaching: true,
    stops: [
      [33, 120],
      [39.5, 40],
      [42.5, 11.4],
      [50.2, 11.4],
      [53, 1],
    ],
  },
  {
    look: looks.blue,
    x: laneAway,
    approaching: false,
    stops: [
      [49.5, -2],
      [58.5, 130],
    ],
  },
];

interface Walk {
  readonly look: PersonLook;
  readonly heading: Heading;
  readonly from: readonly [x: number, z: number];
  readonly to: readonly [x: number, z: number];
  readonly start: number;
  readonly end: number;
}

const people = {
  yellow: {
    coat: '#d9a441',
    trousers: '#34405c',
    skin: '#e2b595',
    hair: '#4b3526',
    heightM: 1.74,
    bag: '#7d4b3a',
  },
  teal: { coat: '#2f7d84', trousers: '#3c3a40', skin: '#b98562', hair: '#1f1a18', heightM: 1.8 },
  rose: {
    coat: '#b65d78',
    trousers: '#27304a',
    skin: '#efc6a8',
    hair: '#8a5a34',
    heightM: 1.66,
    bag: '#3f6a5c',
  },
  grey: { coat: '#6c7480', trousers: '#4a4038', skin: '#e0b090', hair: '#8d8f92', heightM: 1.76 },
  child: { coat: '#d8583f', trousers: '#3e5f8a', skin: '#ecc2a2', hair: '#5b3d28', heightM: 1.25 },
} satisfies Record<string, PersonLook>;

const crossingZ = 8.4;

const walks: readonly Walk[] = [
  {
    look: people.yellow,
    heading: 'right',
    from: [-6.2, crossingZ],
    to: [7.4, crossingZ - 0.2],
    start: 8.2,
    end: 18.6,
  },
  {
    look: people.teal,
    heading: 'left',
    from: [7.6, crossingZ + 0.5],
    to: [-6.4, crossingZ + 0.5],
    start: 41.5,
    end: 51.8,
  },
  { look: people.rose, heading: 'towards', from: [-3.9, 44], to: [-3.5, 3.4], start: 19, end: 48 },
  { look: people.child, heading: 'towards', from: [-3.1, 44.4], to: [-2.75, 3.6], start: 19, end: 48 },
  { look: people.grey, heading: 'away', from: [-4.4, 4], to: [-4.5, 62], start: 2, end: 44 },
  { look: people.teal, heading: 'towards', from: [7.9, 62], to: [7.9, 9], start: 0.5, end: 39 },
  { look: people.rose, heading: 'away', from: [8.3, 11], to: [8.1, 60], start: 22, end: 58 },
];

function driving({ look, x, approaching, stops }: Drive): Actor {
  return {
    at: (second) => {
      const z = along(stops, second);
      return z === null ? null : { z: z + 0.5, svg: car(look, x, z, approaching) };
    },
  };
}

function walking({ look, heading, from, to, start, end }: Walk): Actor {
  const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return {
    at: (second) => {
      if (second < start || second > end) return null;
      const share = (second - start) / (end - start);
      const x = from[0] + (to[0] - from[0]) * share;
      const z = from[1] + (to[1] - from[1]) * share;
      // Who comes out of a door or turns a corner far away does not pop up.
      const opacity = Math.min(1, second - start, end - second);
      const figure = person(look, x, z, heading, share * lengthM);
      return { z, svg: opacity < 1 ? `<g opacity="${opacity.toFixed(2)}">${figure}</g>` : figure };
    },
  };
}

/** Position between the stops: monotone cubic (Fritsch–Carlson slopes), so that a car that stands does not creep back. */
function along(stops: readonly (readonly [number, number])[], second: number): number | null {
  const index = stops.findIndex(
    ([time], at) => second >= time && second < (stops[at + 1]?.[0] ?? Number.NEGATIVE_INFINITY),
  );
  const [a, b] = [stops[index], stops[index + 1]];
  if (a === undefined || b === undefined) return null;
  const span = b[0] - a[0];
  const [m0, m1] = [slope(stops, index) * span, slope(stops, index + 1) * span];
  const t = (second - a[0]) / span;
  return (
    (2 * t ** 3 - 3 * t ** 2 + 1) * a[1] +
    (t ** 3 - 2 * t ** 2 + t) * m0 +
    (-2 * t ** 3 + 3 * t ** 2) * b[1] +
    (t ** 3 - t ** 2) * m1
  );
}

function slope(stops: readonly (readonly [number, number])[], index: number): number {
  const secant = (from: number): number | null => {
    const [a, b] = [stops[from], stops[from + 1]];
    return a === undefined || b === undefined ? null : (b[1] - a[1]) / (b[0] - a[0]);
  };
  const [before, behind] = [secant(index - 1), secant(index)];
  if (before === null || behind === null) return before ?? behind ?? 0;
  return before * behind <= 0 ? 0 : (2 * before * behind) / (before + behind);
}

const actors: readonly Actor[] = [...drives.map(driving), ...walks.map(walking)];

/** The moving part of the picture at a moment of the loop. */
export function sceneAt(second: number): string {
  const present = actors.map((actor) => actor.at(second)).filter((one) => one !== null);
  const farFirst = [...furniture, ...present].toSorted((a, b) => b.z - a.z).map(({ svg }) => svg);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${pictureHeight}">${farFirst.join('')}</svg>`;
}

/** How far the nearest cars are, for the sound; those behind the camera are heard as well. */
export function carDistances(second: number): number[] {
  return drives.map(({ stops }) => along(stops, second)).filter((z) => z !== null);
}

/** Moments at which somebody sets a foot down, and from how far it is heard. */
export function footsteps(): { readonly second: number; readonly z: number }[] {
  return walks.flatMap(({ from, to, start, end }) => {
    const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const steps = Math.floor((2 * lengthM) / strideM);
    return Array.from({ length: steps }, (_, step) => {
      const share = (step * strideM) / 2 / lengthM;
      return { second: start + (end - start) * share, z: from[1] + (to[1] - from[1]) * share };
    });
  });
}
