/** What is wrong with a draft, by field, before the server is asked. The keys are those of the texts. */
import { type Draft, partNames, type Shape, shapeKinds } from './draft.ts';
import { distance, isFlat } from './geometry.ts';

export interface ShapeProblem {
  readonly shapeId: string;
  readonly field: 'name' | 'points';
  readonly text: string;
}

const maxShapes = 64;
const maxPoints = 100;

export function problemsOf({ shapes }: Draft): ShapeProblem[] {
  return shapes.flatMap((shape) => [...nameProblems(shape, shapes), ...pointProblems(shape)]);
}

function nameProblems(shape: Shape, all: readonly Shape[]): ShapeProblem[] {
  const name = shape.name.trim();
  const tell = (text: string): ShapeProblem[] => [{ shapeId: shape.id, field: 'name', text }];
  // Masks are never named by an event.
  if (shape.kind === 'mask') return [];
  if (name === '') return tell('analytics.problem.nameMissing');
  const same = all.filter(
    ({ kind, ...other }) => sharesNames(kind, shape.kind) && other.name.trim() === name,
  );
  return same.length > 1 ? tell('analytics.problem.nameTwice') : [];
}

/** How many there are in zones and queues is told by name, of both together. */
function sharesNames(a: Shape['kind'], b: Shape['kind']): boolean {
  const occupied: readonly Shape['kind'][] = ['zone', 'queue'];
  return a === b || (occupied.includes(a) && occupied.includes(b));
}

function pointProblems({ id, kind, points }: Shape): ShapeProblem[] {
  const tell = (text: string): ShapeProblem[] => [{ shapeId: id, field: 'points', text }];
  if (shapeKinds[kind].form === 'line') {
    const [a, b] = points;
    const none = a === undefined || b === undefined || distance(a, b) === 0;
    return none ? tell('analytics.problem.noLength') : [];
  }
  if (points.length > maxPoints) return tell('analytics.problem.tooManyPoints');
  return points.length < 3 || isFlat(points) ? tell('analytics.problem.noArea') : [];
}

/** Parts that are on but have nothing to look for. */
export function idleParts({ enabled, shapes }: Draft) {
  const needShapes = ['line_crossing', 'zone_detection', 'counting', 'queue'];
  return partNames.filter(
    (name) =>
      enabled[name] &&
      needShapes.includes(name) &&
      !shapes.some(({ kind }) => shapeKinds[kind].part === name),
  );
}

export function isFull({ shapes }: Draft, kind: Shape['kind']): boolean {
  return shapes.filter((shape) => shape.kind === kind).length >= maxShapes;
}
