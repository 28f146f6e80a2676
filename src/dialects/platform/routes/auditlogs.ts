import { mapInTurns } from '../../shared/in-turns.ts';
import { uploadUrl } from '../addresses.ts';
import { fromTime, toPagination } from '../map.ts';
import { toAuditLog } from '../people-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function auditLogRoutes({ auditLog }: PlatformPorts): Routes<'listAuditLogs' | 'getAuditLog'> {
  return {
    listAuditLogs: async ({ principal, query, request }) => {
      const { created_at_from, created_at_to } = query;
      const filter = {
        userIds: query.user_ids,
        actions: query.action_types,
        fromMs: created_at_from === undefined ? undefined : fromTime(created_at_from, 'created_at_from'),
        toMs: created_at_to === undefined ? undefined : fromTime(created_at_to, 'created_at_to'),
        oldestFirst: query.order_by === 'created_at',
        organizationId: query.organization_id,
      };
      const page = await auditLog.list(principal, filter, query);
      const url = uploadUrl(request);
      return {
        pagination: toPagination(page),
        auditlogs: await mapInTurns(page.items, (entry) => toAuditLog(entry, url)),
      };
    },
    getAuditLog: async ({ principal, params, query, request }) =>
      toAuditLog(
        await auditLog.get(principal, params.auditlog_id, query.organization_id),
        uploadUrl(request),
      ),
  };
}
