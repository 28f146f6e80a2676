/** The four APIs that begin at the root of an address of their own. */
import { builtAtMs, version } from '#cluster/version.ts';
import type { TlsIdentity } from '#config/tls.ts';
import { installAnpr } from '#dialects/anpr/plugin.ts';
import { installEocortex } from '#dialects/eocortex/plugin.ts';
import { installIpcameraPlainHttp } from '#dialects/ipcamera/plain-http.ts';
import { installIpcamera } from '#dialects/ipcamera/plugin.ts';
import { installRotoclear } from '#dialects/rotoclear/plugin.ts';
import { Core } from '#dialects/shared/core.ts';
import { DeviceUser } from '#dialects/shared/device-user.ts';
import { Machine } from '#dialects/shared/machine.ts';
import type { ServerCore } from './core.ts';
import type { Serving } from './serving.ts';

export async function serveDevices(core: ServerCore, tls: TlsIdentity, serving: Serving): Promise<void> {
  const { access, clock, settings, keys, streamservers, pictures } = core;
  const { newApp, serve, plain, secure, report } = serving;
  const { organization } = settings.eocortex;
  const shown = new Core({
    ...core,
    streamservers,
    pictures,
    organizationId: organization === 0 ? null : organization,
  });
  const machine = new Machine(clock, settings.archive.volumes[0]?.path ?? settings.data);
  const ports = { access, clock, machine, cameras: shown, streams: shown, pictures: shown };

  if (settings.eocortex.port !== 0) {
    const app = newApp('eocortex', { ignoreTrailingSlash: true });
    installEocortex(app, { ...ports, report: report('eocortex') });
    await serve(app, [plain(settings.eocortex.port)]);
  }
  const { rotoclear, anpr, ipcamera } = settings;
  if (rotoclear.port !== 0 || rotoclear.httpsPort !== 0) {
    const app = newApp('rotoclear');
    const device = new DeviceUser(access, rotoclear.user);
    const release = { version, builtAtMs };
    installRotoclear(app, {
      ...ports,
      device,
      release,
      cameraNumber: rotoclear.camera,
      report: report('rotoclear'),
    });
    await serve(app, [plain(rotoclear.port), secure(rotoclear.httpsPort)]);
  }
  if (anpr.port !== 0) {
    const app = newApp('anpr');
    installAnpr(app, {
      ...ports,
      device: new DeviceUser(access, anpr.user),
      tokenKey: keys.tokens,
      report: report('anpr'),
    });
    await serve(app, [plain(anpr.port)]);
  }
  if (ipcamera.httpsPort !== 0) {
    // This API never takes a client's address from a header.
    const app = newApp('ipcamera', { trustedProxies: [] });
    installIpcamera(app, {
      ...ports,
      device: new DeviceUser(access, ipcamera.user),
      certificate: tls.cert,
      rtspPort: settings.rtsp.port,
      cameraNumber: ipcamera.camera,
      report: report('ipcamera'),
    });
    await serve(app, [secure(ipcamera.httpsPort)]);
    if (ipcamera.httpPort !== 0) {
      const turning = newApp('ipcamera-plain');
      installIpcameraPlainHttp(turning, { httpsPort: () => ipcamera.httpsPort });
      await serve(turning, [plain(ipcamera.httpPort)]);
    }
  }
}
