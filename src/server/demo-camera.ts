/** The camera of a new installation, so that it shows live video, an archive, a timeline and events within a minute. */
import { demoUrls } from '#devices/demo/demo.ts';
import type { AccessService } from '#services/access/access-service.ts';
import type { CameraService } from '#services/cameras/camera-service.ts';
import type { SiteService } from '#services/sites/site-service.ts';

type Point = readonly [number, number];

/** Across the street in front of the crossing, and the crossing itself, as the demo's clip has them. */
const street: readonly Point[] = [
  [0.37, 0.5],
  [0.66, 0.5],
];
const crossing: readonly Point[] = [
  [0.33, 0.72],
  [0.9, 0.72],
  [1, 0.88],
  [0.3, 0.88],
];

export async function addDemoCamera(
  { access }: { readonly access: AccessService },
  sites: SiteService,
  cameras: CameraService,
): Promise<void> {
  const administrator = await access.principalNamed(null, '127.0.0.1');
  const place = { name: 'Demo', description: null, latitude: null, longitude: null };
  const { id: siteId } = await sites.create(administrator, place);
  await cameras.create(administrator, {
    name: 'Demo street',
    siteId,
    settings: {
      source: { url: demoUrls.main, sub_url: demoUrls.sub },
      video_storage: { mode: 'continuous', max_days: 2, max_bytes: 5_000_000_000 },
      video_analytics: {
        motion_detection: { enabled: true },
        line_crossing: { enabled: true, lines: [{ name: 'Street', points: street }] },
        zone_detection: { enabled: true, zones: [{ name: 'Crossing', points: crossing }] },
        counting: { enabled: true, lines: [{ name: 'Street', points: street }] },
        tamper_detection: { enabled: true },
        heat_map: { enabled: true },
      },
    },
  });
}
