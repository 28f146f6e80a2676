/** The services about people and rights, put together. */
import { AuditLogService } from '../audit/audit-log-service.ts';
import { Denials } from '../audit/denials.ts';
import { GroupService } from '../groups/group-service.ts';
import { OrganizationService } from '../organizations/organization-service.ts';
import { RoleService } from '../roles/role-service.ts';
import { UserService, type UserServiceOptions } from '../users/user-service.ts';

export interface PeopleServices {
  readonly organizations: OrganizationService;
  readonly groups: GroupService;
  readonly users: UserService;
  readonly roles: RoleService;
  readonly auditLog: AuditLogService;
  readonly denials: Denials;
}

export function makePeopleServices(options: UserServiceOptions): PeopleServices {
  const { db, audit, clock } = options;
  return {
    organizations: new OrganizationService(options),
    groups: new GroupService(options),
    users: new UserService(options),
    roles: new RoleService(options),
    auditLog: new AuditLogService(options),
    denials: new Denials(db, audit, clock),
  };
}
