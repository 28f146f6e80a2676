/**
 * The camera of the demo scene: 3.2 m above the street, looking along it. The picture plane is upright, so what faces the
 * camera (people, plates) is not distorted, only scaled. Metres: x to the right, y up from the ground, z away.
 */
export const pictureWidth = 1280;
export const pictureHeight = 720;

const focalPx = 950;
const cameraHeight = 3.2;
const horizonPx = 215;
const vanishingPx = 600;

export type Point = readonly [x: number, y: number, z: number];

/** Pixels per metre at distance `z`. */
export function scaleAt(z: number): number {
  return focalPx / z;
}

export function project([x, y, z]: Point): [number, number] {
  const scale = scaleAt(z);
  return [vanishingPx + x * scale, horizonPx + (cameraHeight - y) * scale];
}

export function polygon(points: readonly Point[], fill: string, extra = ''): string {
  const list = points
    .map((point) =>
      project(point)
        .map((value) => value.toFixed(1))
        .join(','),
    )
    .join(' ');
  return `<polygon points="${list}" fill="${fill}" ${extra}/>`;
}

/** A rectangle on the ground. */
export function ground(x0: number, x1: number, z0: number, z1: number, fill: string, extra = ''): string {
  return polygon(
    [
      [x0, 0, z0],
      [x1, 0, z0],
      [x1, 0, z1],
      [x0, 0, z1],
    ],
    fill,
    extra,
  );
}

/** A rectangle on a wall along the street. */
export function wall(
  x: number,
  y0: number,
  y1: number,
  z0: number,
  z1: number,
  fill: string,
  extra = '',
): string {
  return polygon(
    [
      [x, y0, z0],
      [x, y1, z0],
      [x, y1, z1],
      [x, y0, z1],
    ],
    fill,
    extra,
  );
}

/** Draws in metres at a place on the ground: x to the right, y down, origin at the feet. */
export function standing(x: number, z: number, content: string): string {
  const [left, top] = project([x, 0, z]);
  return `<g transform="translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scaleAt(z).toFixed(3)})">${content}</g>`;
}
