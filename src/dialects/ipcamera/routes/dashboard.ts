/** The page at the root. */
import type { Handler } from '../../shared/handler.ts';
import { dashboardPage, dashboardPolicy } from '../dashboard.ts';
import type { operations } from '../generated/contract.ts';

export function dashboardRoutes() {
  const getDashboard: Handler<operations['getDashboard']> = (call) => {
    call.reply.header('content-security-policy', dashboardPolicy).type('text/html; charset=utf-8');
    return dashboardPage;
  };
  return { getDashboard };
}
