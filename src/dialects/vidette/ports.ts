/** What the native API is made of. */
import type { AccessService } from '#services/access/access-service.ts';
import type { Denials } from '#services/audit/denials.ts';
import type { ManualRecordings } from '#services/recordings/manual-recordings.ts';

export interface VidettePorts {
  readonly access: AccessService;
  readonly denials: Denials;
  readonly manualRecordings: ManualRecordings;
}
