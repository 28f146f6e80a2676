/** The state of the editor: draft with undo, what is chosen, what is being drawn, what is wrong. */
import { useCallback, useMemo, useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '#domain/event.ts';
import type { FieldProblem } from '../../api/errors.ts';
import {
  type Draft,
  draftOf,
  kindNames,
  type Options,
  type PartName,
  type Shape,
  type ShapeKind,
  shapeKinds,
  type WireAnalytics,
  wireOf,
} from './draft.ts';
import { beginDrawing, type Drawing, shapeFrom } from './drawing.ts';
import { beginHistory, type History, type Step, stepHistory } from './history.ts';
import { problemsOf, type ShapeProblem } from './problems.ts';

export interface Editing {
  readonly draft: Draft;
  readonly selectedId: string | null;
  readonly drawing: Drawing | null;
  readonly drawingKind: ShapeKind | null;
  /** In words. */
  readonly problems: readonly ShapeProblem[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly changed: boolean;
  undo(): void;
  redo(): void;
  /** Back to what is stored. */
  begin(wire: WireAnalytics | undefined): void;
  select(id: string | null): void;
  change(id: string, more: Partial<Shape>, gesture: string | null): void;
  remove(id: string): void;
  setOption(more: Partial<Options>, gesture?: string): void;
  setEnabled(part: PartName, on: boolean): void;
  startDrawing(kind: ShapeKind): void;
  setDrawing(drawing: Drawing | null): void;
  finishDrawing(points: readonly Point[]): void;
  /** What the server found, at the shapes that it names; gone with the next change. */
  showProblems(found: readonly FieldProblem[]): void;
}

export function useEditing(stored: WireAnalytics | undefined): Editing {
  const { t } = useTranslation();
  const [history, dispatch] = useReducer(
    (state: History<Draft>, step: Step<Draft>) => stepHistory(state, step),
    stored,
    (wire) => beginHistory(draftOf(wire)),
  );
  const [selectedId, select] = useState<string | null>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [fromServer, setFromServer] = useState<{ draft: Draft; problems: ShapeProblem[] } | null>(null);
  const draft = history.present;
  const set = useCallback((state: Draft, gesture: string | null) => {
    dispatch({ kind: 'change', state, gesture });
  }, []);
  const problems = useMemo(() => {
    const own = problemsOf(draft).map((problem) => ({ ...problem, text: t(problem.text) }));
    return fromServer?.draft === draft ? [...own, ...fromServer.problems] : own;
  }, [draft, fromServer, t]);
  const changed = useMemo(
    () => JSON.stringify(wireOf(draft, stored)) !== JSON.stringify(wireOf(draftOf(stored), stored)),
    [draft, stored],
  );

  return {
    draft,
    selectedId,
    drawing,
    drawingKind: drawing?.kind ?? null,
    problems,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    changed,
    undo: () => dispatch({ kind: 'undo' }),
    redo: () => dispatch({ kind: 'redo' }),
    begin(wire) {
      dispatch({ kind: 'begin', state: draftOf(wire) });
      select(null);
      setDrawing(null);
    },
    select,
    change: (id, more, gesture) =>
      set(
        { ...draft, shapes: draft.shapes.map((shape) => (shape.id === id ? { ...shape, ...more } : shape)) },
        gesture,
      ),
    remove(id) {
      set({ ...draft, shapes: draft.shapes.filter((shape) => shape.id !== id) }, null);
      if (selectedId === id) select(null);
    },
    setOption: (more, gesture) =>
      set({ ...draft, options: { ...draft.options, ...more } }, gesture ?? `option ${Object.keys(more)}`),
    setEnabled: (part, on) => set({ ...draft, enabled: { ...draft.enabled, [part]: on } }, null),
    startDrawing(kind) {
      select(null);
      setDrawing(drawing?.kind === kind ? null : beginDrawing(kind));
    },
    setDrawing,
    finishDrawing(points) {
      if (drawing === null) return;
      const shape = shapeFrom(drawing.kind, points, draft, (n) =>
        t(`analytics.nameOf.${drawing.kind}`, { n }),
      );
      set({ ...draft, shapes: [...draft.shapes, shape] }, null);
      setDrawing(null);
      select(shape.id);
    },
    showProblems: (found) => setFromServer({ draft, problems: atShapes(found, draft) }),
  };
}

/** `video_analytics.line_crossing.lines.0.points` is of the first shape that is a crossing line. */
function atShapes(found: readonly FieldProblem[], { shapes }: Draft): ShapeProblem[] {
  return found.flatMap(({ path, text }) => {
    const at = path.indexOf('video_analytics');
    const [part, list, index, field] = path.slice(at + 1);
    const kind = kindNames.find((name) => shapeKinds[name].part === part && shapeKinds[name].list === list);
    const shape = shapes.filter((each) => each.kind === kind)[Number(index)];
    if (at < 0 || kind === undefined || shape === undefined) return [];
    return [{ shapeId: shape.id, field: field === 'name' ? 'name' : 'points', text }];
  });
}
