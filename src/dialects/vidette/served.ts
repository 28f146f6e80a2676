/** The operations that are served. The compiler holds the handlers to this list, docs/coverage.md is made from it. */
import type { operations } from './generated/contract.ts';

export const served = [
  'getRecording',
  'setRecording',
  'listScenarios',
  'createScenario',
  'getScenario',
  'updateScenario',
  'deleteScenario',
  'listAlarms',
  'getAlarm',
  'acknowledgeAlarm',
  'closeAlarm',
  'getArming',
  'setArming',
  'listActions',
  'retryAction',
  'listEventLog',
  'exportEventLog',
  'countEvents',
  'getEventLogEntry',
  'getEventPicture',
  'getEventCrop',
  'raiseUserAlarm',
  'listCounters',
  'resetCounters',
  'getHeatMap',
  'getAnalysis',
  'startReplay',
  'getReplay',
  'abortReplay',
] as const satisfies (keyof operations)[];

export type ServedId = (typeof served)[number];
