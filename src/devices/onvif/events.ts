/**
 * The event service (ONVIF Core Specification, 9; WS-BaseNotification pull points): what a camera says of its inputs and of what it
 * detects itself. Only properties that are on or off are taken.
 */
import type { InputNotice } from '#domain/onvif.ts';
import { unreadable } from './faults.ts';
import { ns } from './namespaces.ts';
import { type OnvifSession, pathOf } from './session.ts';
import { element, find, findAll, isTrue, textAt, type XmlElement } from './xml/element.ts';

export interface PullPoint {
  /** Path and query at the camera. */
  readonly path: string;
  readonly address: string;
  /** Headers that the camera wants back with every request (WS-Addressing, reference parameters). */
  readonly parameters: readonly XmlElement[];
}

/** A camera that hears nothing of us for so long ends the pull point. */
const leaseSeconds = 60;
const mostMessages = 50;
const longestName = 64;

const actions = 'http://www.onvif.org/ver10/events/wsdl';
const notification = 'http://docs.oasis-open.org/wsn/bw-2';

/** Last levels of topics that are about something that begins and ends (ONVIF topic namespace), and what it is called here. */
const topics: readonly { readonly ends: RegExp; readonly name: string }[] = [
  { ends: /(^|\/)DigitalInput$/, name: 'input' },
  { ends: /(^|\/)Relay$/, name: 'relay' },
  { ends: /VideoSource\/MotionAlarm$|(CellMotionDetector|MotionRegionDetector)\/Motion$/, name: 'motion' },
  { ends: /TamperDetector\/Tamper$|GlobalSceneChange\/|ImageTooDark\//, name: 'tamper' },
  { ends: /DetectedSound$/, name: 'sound' },
];

export class EventsService {
  readonly #session: OnvifSession;

  constructor(session: OnvifSession) {
    this.#session = session;
  }

  async subscribe(): Promise<PullPoint> {
    const answer = await this.#session.call(
      'events',
      element(ns.events, 'CreatePullPointSubscription', [
        element(ns.events, 'InitialTerminationTime', `PT${leaseSeconds}S`),
      ]),
    );
    const reference = find(answer, 'SubscriptionReference');
    const address = textAt(reference, 'Address');
    if (address === undefined) throw unreadable('it names no pull point');
    return {
      path: pathOf(address),
      address,
      parameters: find(reference, 'ReferenceParameters')?.children ?? [],
    };
  }

  /** Waits up to `seconds` for something to tell. */
  async pull(point: PullPoint, seconds: number): Promise<InputNotice[]> {
    const request = element(ns.events, 'PullMessages', [
      element(ns.events, 'Timeout', `PT${seconds}S`),
      element(ns.events, 'MessageLimit', mostMessages),
    ]);
    const answer = await this.#at(point, request, `${actions}/PullPointSubscription/PullMessagesRequest`);
    return findAll(answer, 'NotificationMessage')
      .slice(0, 10 * mostMessages)
      .flatMap(toNotice);
  }

  async renew(point: PullPoint): Promise<void> {
    const request = element(ns.notification, 'Renew', [
      element(ns.notification, 'TerminationTime', `PT${leaseSeconds}S`),
    ]);
    await this.#at(point, request, `${notification}/SubscriptionManager/RenewRequest`);
  }

  async unsubscribe(point: PullPoint): Promise<void> {
    const request = element(ns.notification, 'Unsubscribe');
    await this.#at(point, request, `${notification}/SubscriptionManager/UnsubscribeRequest`);
  }

  #at(point: PullPoint, request: XmlElement, action: string): Promise<XmlElement> {
    return this.#session.callAt(point.path, request, [
      element(ns.addressing10, 'Action', action),
      element(ns.addressing10, 'To', point.address),
      ...point.parameters,
    ]);
  }
}

/** NotificationMessage with a tt:Message (ONVIF Core, 9.5). */
function toNotice(one: XmlElement): InputNotice[] {
  const topic = (textAt(one, 'Topic') ?? '').replaceAll(/\w+:/g, '');
  const known = topics.find(({ ends }) => ends.test(topic));
  const message = find(one, 'Message', 'Message');
  if (known === undefined || message === undefined) return [];
  const state = findAll(find(message, 'Data'), 'SimpleItem').map(itemValue).find(isSwitch);
  if (state === undefined) return [];
  const source = findAll(find(message, 'Source'), 'SimpleItem').map(itemValue).filter(Boolean);
  const input = [known.name, ...source].join(' ').slice(0, longestName);
  return [{ input, active: isTrue(state.toLowerCase()) || state.toLowerCase() === 'active' }];
}

function itemValue(item: XmlElement): string {
  return (item.attributes.get('Value') ?? '').trim();
}

/** xs:boolean, or tt:RelayLogicalState. */
function isSwitch(value: string): boolean {
  return /^(true|false|0|1|active|inactive)$/i.test(value);
}
