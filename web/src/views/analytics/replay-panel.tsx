/** Tries the settings on the archive. */
import type { Camera } from '../../api/contract.ts';
import type { WireAnalytics } from './draft.ts';

export function ReplayPanel(_props: { camera: Camera; analytics: WireAnalytics; valid: boolean }) {
  return null;
}
