/** All migrations, in order. A released one is never edited: what changes later is a new file. */
import type { Migration } from 'kysely/migration';
import * as core from './001-core.ts';
import * as cameras from './002-cameras.ts';
import * as people from './003-people.ts';
import * as lists from './004-lists.ts';
import * as indexes from './006-indexes.ts';
import * as events from './007-events.ts';
import * as scenarios from './008-scenarios.ts';
import * as manualRecordings from './009-manual-recordings.ts';
import * as removedCameras from './010-removed-cameras.ts';
import * as eventCounts from './011-event-counts.ts';
import * as cameraSites from './012-camera-sites.ts';

export const migrations: Record<string, Migration> = {
  '001-core': core,
  '002-cameras': cameras,
  '003-people': people,
  '004-lists': lists,
  '006-indexes': indexes,
  '007-events': events,
  '008-scenarios': scenarios,
  '009-manual-recordings': manualRecordings,
  '010-removed-cameras': removedCameras,
  '011-event-counts': eventCounts,
  '012-camera-sites': cameraSites,
};
