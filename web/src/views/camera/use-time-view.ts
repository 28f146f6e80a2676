/** The range that the timeline shows: moved by hand, and along with the playhead as long as that was in sight. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { keepInPast, panBy, reveal, type TimeView } from '../../timeline/scale.ts';

const hourMs = 3_600_000;

export function useTimeView(nowMs: number, playheadMs: number) {
  const [view, setView] = useState<TimeView>(() => {
    const around = { fromMs: playheadMs - hourMs / 2, toMs: playheadMs + hourMs / 2 };
    return keepInPast(around, nowMs);
  });
  const lastPlayhead = useRef(playheadMs);

  useEffect(() => {
    const before = lastPlayhead.current;
    lastPlayhead.current = playheadMs;
    setView((shown) => {
      const wasInSight = before >= shown.fromMs && before <= shown.toMs;
      if (!wasInSight) return shown;
      const moved = playheadMs - before;
      // Playing on slides the view; a jump reveals its target.
      const slid = moved > 0 && moved < 10_000 ? panBy(shown, slideOf(shown, playheadMs, moved)) : shown;
      return keepInPast(reveal(slid, playheadMs), nowMs);
    });
  }, [playheadMs, nowMs]);

  const showRange = useCallback(
    (spanMs: number) => {
      setView(keepInPast({ fromMs: playheadMs - spanMs / 2, toMs: playheadMs + spanMs / 2 }, nowMs));
    },
    [playheadMs, nowMs],
  );
  return { view, setView, showRange };
}

/** The view slides only once the playhead is beyond nine tenths of it. */
function slideOf(view: TimeView, playheadMs: number, movedMs: number): number {
  return playheadMs > view.fromMs + (view.toMs - view.fromMs) * 0.9 ? movedMs : 0;
}
