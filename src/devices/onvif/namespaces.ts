/** XML namespaces of ONVIF and what it stands on, with the prefixes that the specifications use. */

export const ns = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  tt: 'http://www.onvif.org/ver10/schema',
  device: 'http://www.onvif.org/ver10/device/wsdl',
  media: 'http://www.onvif.org/ver10/media/wsdl',
  media2: 'http://www.onvif.org/ver20/media/wsdl',
  imaging: 'http://www.onvif.org/ver20/imaging/wsdl',
  ptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  events: 'http://www.onvif.org/ver10/events/wsdl',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  addressing: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  addressing10: 'http://www.w3.org/2005/08/addressing',
  notification: 'http://docs.oasis-open.org/wsn/b-2',
  discovery: 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
  network: 'http://www.onvif.org/ver10/network/wsdl',
} as const;

export const prefixes: ReadonlyMap<string, string> = new Map([
  [ns.soap, 's'],
  [ns.tt, 'tt'],
  [ns.device, 'tds'],
  [ns.media, 'trt'],
  [ns.media2, 'tr2'],
  [ns.imaging, 'timg'],
  [ns.ptz, 'tptz'],
  [ns.events, 'tev'],
  [ns.addressing10, 'wsa5'],
  [ns.notification, 'wsnt'],
  [ns.wsse, 'wsse'],
  [ns.wsu, 'wsu'],
  [ns.addressing, 'wsa'],
  [ns.discovery, 'wsd'],
  [ns.network, 'dn'],
]);

export const serviceNames = ['device', 'media', 'media2', 'imaging', 'ptz', 'events'] as const;
export type ServiceName = (typeof serviceNames)[number];
