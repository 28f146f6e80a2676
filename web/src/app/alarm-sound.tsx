/** A short sound for every new alarm, when somebody wants it: off by default, remembered in this browser. */
import { useLocalStorage } from '@mantine/hooks';
import { useRef } from 'react';
import { useFeed } from './feed.tsx';

export function useAlarmSound() {
  return useLocalStorage({ key: 'vidette.alarmSound', defaultValue: false, getInitialValueInEffect: false });
}

export function AlarmSound() {
  const [on] = useAlarmSound();
  const known = useRef(new Set<string>());
  useFeed({
    alarm({ id, state }) {
      const isNew = state === 'open' && !known.current.has(id);
      known.current.add(id);
      if (on && isNew) void playAlarmSound();
    },
  });
  return null;
}

/** Two soft tones. A browser that wants a click first stays silent. */
export async function playAlarmSound(): Promise<void> {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = 0;
  gain.connect(context.destination);
  for (const [index, hertz] of [660, 880].entries()) {
    const start = context.currentTime + index * 0.22;
    const tone = context.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(gain);
    tone.start(start);
    tone.stop(start + 0.2);
    gain.gain.setTargetAtTime(0.18, start, 0.01);
    gain.gain.setTargetAtTime(0, start + 0.14, 0.02);
  }
  await new Promise((resolve) => setTimeout(resolve, 700));
  await context.close();
}
