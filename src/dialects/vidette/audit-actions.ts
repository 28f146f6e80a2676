/**
 * What each operation that changes something is called in the audit log. Its words are those of the platform contract, which knows
 * nothing of scenarios and alarms: they are matters of the organization.
 */
import type { AuditAction } from '#services/audit/actions.ts';
import type { operations } from './generated/contract.ts';

export const auditActionOf = {
  createScenario: 'organization_update',
  updateScenario: 'organization_update',
  deleteScenario: 'organization_update',
  acknowledgeAlarm: 'organization_update',
  closeAlarm: 'organization_update',
  setArming: 'organization_update',
  setRecording: 'camera_update',
  startReplay: 'camera_update',
  abortReplay: 'camera_update',
  retryAction: 'organization_update',
  resetCounters: 'camera_update',
  raiseUserAlarm: 'organization_update',
} as const satisfies { readonly [Id in keyof operations]?: AuditAction };
