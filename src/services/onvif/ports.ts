/** What the service asks of the devices layer. */
import type { OnvifCamera, OnvifTarget } from '#domain/onvif.ts';

export interface OnvifConnector {
  /** A camera for one operation. */
  open(target: OnvifTarget): OnvifCamera;
}
