/** The whole database, as one type. Each store file adds its tables. */
import type { Kysely, Transaction } from 'kysely';
import type { AuditTables } from './audit.ts';
import type { CameraTables } from './cameras.ts';
import type { ClipTables } from './clips.ts';
import type { InstallationTables } from './installation.ts';
import type { LoginTables } from './logins.ts';
import type { OrionTables } from './orion.ts';
import type { PeopleTables } from './people.ts';
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
    OrionTables {}

/** Either a database or a transaction in it. Inside a transaction only `trx` may be used: SQLite has one connection. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
