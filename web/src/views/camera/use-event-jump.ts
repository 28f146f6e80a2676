/** From one event of a camera to the next or the one before, wherever in the log it lies. */
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedEvent } from '../../api/contract.ts';
import { explainError } from '../../api/errors.ts';
import { nextEvent, previousEvent } from '../../api/event-queries.ts';

/** `onFound`: before the address changes to the event. */
export function useEventJump(cameraId: string, onFound: (event: LoggedEvent) => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useRef(new AbortController());
  useEffect(() => () => search.current.abort(), []);
  return async (direction: 1 | -1, fromMs: number): Promise<void> => {
    search.current.abort();
    search.current = new AbortController();
    const { signal } = search.current;
    try {
      const find = direction === 1 ? nextEvent : previousEvent;
      const event = await find(cameraId, fromMs, signal);
      if (signal.aborted) return;
      if (event === null) {
        const message = t(direction === 1 ? 'camera.noNextEvent' : 'camera.noPreviousEvent');
        notifications.show({ id: 'no-event', message, autoClose: 3_000 });
        return;
      }
      onFound(event);
      void navigate({
        to: '/cameras/$cameraId',
        params: { cameraId },
        search: { at: event.begin, event: event.event_id },
        replace: true,
      });
    } catch (error) {
      // The next search took over.
      if (signal.aborted) return;
      notifications.show({ message: explainError(error, t).what, color: 'red' });
    }
  };
}
