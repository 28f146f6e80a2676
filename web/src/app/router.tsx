/** The pages and who may see them: everything but the log-in page needs a session. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { sessionQuery } from '../api/queries.ts';
import { preloadArchive } from '../players/archive.ts';
import { parseAlarmSearch } from '../views/alarms/filter.ts';
import { parseCameraSearch } from '../views/cameras/search.ts';
import { parseSearch } from '../views/events/search.ts';
import { LoginView } from '../views/login/index.tsx';
import { LostView, PageError } from './lost.tsx';
import { Shell } from './shell.tsx';

interface Context {
  readonly queryClient: QueryClient;
}

const views = {
  wall: () => import('../views/wall/index.tsx'),
  cameras: () => import('../views/cameras/index.tsx'),
  camera: () => import('../views/camera/index.tsx'),
  events: () => import('../views/events/index.tsx'),
  alarms: () => import('../views/alarms/index.tsx'),
  scenarios: () => import('../views/scenarios/index.tsx'),
  analytics: () => import('../views/analytics/index.tsx'),
  system: () => import('../views/system/index.tsx'),
};

/** Fetches all views while there is nothing else to do, so that going from one to another needs no server. */
export async function loadAllViews(): Promise<void> {
  // What fails now is fetched when it is needed, and tells then.
  await Promise.allSettled([...Object.values(views).map((load) => load()), preloadArchive()]);
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: LostView });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === 'string' && isLocalPath(search.next) ? { next: search.next } : {},
  beforeLoad: async ({ context, search }) => {
    const user = await context.queryClient.ensureQueryData(sessionQuery);
    if (user !== null) throw redirect({ to: search.next ?? '/' });
  },
  component: LoginView,
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const user = await context.queryClient.ensureQueryData(sessionQuery);
    if (user === null)
      throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
  },
  component: Shell,
});

export const wallRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(views.wall, 'WallView'),
});

export const camerasRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras',
  validateSearch: parseCameraSearch,
  component: lazyRouteComponent(views.cameras, 'CamerasView'),
});

export const cameraRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras/$cameraId',
  /** `at`: the moment to show, Unix milliseconds; without it live. `event`: whose box is drawn there. */
  validateSearch: (search: Record<string, unknown>): { at?: number; event?: string } => {
    const at = Number(search.at);
    return {
      ...(Number.isFinite(at) && at > 0 ? { at: Math.floor(at) } : {}),
      ...(typeof search.event === 'string' ? { event: search.event } : {}),
    };
  },
  component: lazyRouteComponent(views.camera, 'CameraView'),
});

export const analyticsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/cameras/$cameraId/analytics',
  component: lazyRouteComponent(views.analytics, 'AnalyticsView'),
});

export const eventsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/events',
  validateSearch: parseSearch,
  component: lazyRouteComponent(views.events, 'EventsView'),
});

export const alarmsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/alarms',
  validateSearch: parseAlarmSearch,
  component: lazyRouteComponent(views.alarms, 'AlarmsView'),
});

const scenariosRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/scenarios',
  component: lazyRouteComponent(views.scenarios, 'ScenariosView'),
});

const systemRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/system',
  component: lazyRouteComponent(views.system, 'SystemView'),
});

const routeTree = root.addChildren([
  login,
  signedIn.addChildren([
    wallRoute,
    camerasRoute,
    cameraRoute,
    analyticsRoute,
    eventsRoute,
    alarmsRoute,
    scenariosRoute,
    systemRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: LostView,
  });
}

/** `//host` and `https:` would lead away from here. */
function isLocalPath(path: string): boolean {
  return path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/\\');
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
