/** The whole database, as one type. Each store file adds its tables. */
import type { Kysely, Transaction } from 'kysely';
import type { ActionTables } from './actions.ts';
import type { AlarmTables } from './alarms.ts';
import type { ArmingTables } from './arming.ts';
import type { AuditTables } from './audit.ts';
import type { CameraTables } from './cameras.ts';
import type { ClipTables } from './clips.ts';
import type { EventCountTables } from './event-counts.ts';
import type { EventRecognitionTables } from './event-recognition.ts';
import type { EventSeriesTables } from './event-series.ts';
import type { EventTables } from './events.ts';
import type { InstallationTables } from './installation.ts';
import type { LoginTables } from './logins.ts';
import type { ManualRecordingTables } from './manual-recordings.ts';
import type { OrionTables } from './orion.ts';
import type { PeopleTables } from './people.ts';
import type { RemovedCameraTables } from './removed-cameras.ts';
import type { ScenarioTables } from './scenarios.ts';
import type { SiteTables } from './sites.ts';
import type { UploadTables } from './uploads.ts';
import type { WatchlistTables } from './watchlists.ts';

export interface Database
  extends InstallationTables,
    PeopleTables,
    LoginTables,
    AuditTables,
    SiteTables,
    CameraTables,
    ClipTables,
    UploadTables,
    WatchlistTables,
    OrionTables,
    ScenarioTables,
    AlarmTables,
    ActionTables,
    ArmingTables,
    ManualRecordingTables,
    RemovedCameraTables,
    EventTables,
    EventSeriesTables,
    EventCountTables,
    EventRecognitionTables {}

/** Either a database or a transaction in it. Inside a transaction only `trx` may be used: SQLite has one connection. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
