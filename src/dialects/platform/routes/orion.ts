import { fromOrionConfig, toOrionConfig, toOrionInfo } from '../lists-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function orionRoutes({ orion }: PlatformPorts): Routes<'getOrionInfo' | 'configureOrion'> {
  return {
    getOrionInfo: async ({ principal }) => toOrionInfo(await orion.info(principal)),
    configureOrion: async ({ principal, body }) =>
      toOrionConfig(await orion.configure(principal, fromOrionConfig(body))),
  };
}
