/** Events of the simulated device: a pull point that tells of motion and of digital inputs when a test makes some. */
import type { Operations, Peer } from './peer.ts';
import { Fault } from './xml.ts';

const leaseMs = 60_000;
const topicDialect = 'http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet';

export const eventsOperations: Operations = {
  GetServiceCapabilities: {
    level: 'User',
    run: () => '<tev:Capabilities WSPullPointSupport="true" MaxPullPoints="1"/>',
  },
  GetEventProperties: {
    level: 'User',
    run: () =>
      '<wsnt:FixedTopicSet>true</wsnt:FixedTopicSet><tns1:VideoSource><MotionAlarm/></tns1:VideoSource>' +
      '<tns1:Device><Trigger><DigitalInput/></Trigger></tns1:Device>',
  },
  CreatePullPointSubscription: {
    level: 'User',
    run: (peer) => {
      const { pullPoint, xaddr, inputs } = peer;
      pullPoint.open = true;
      pullPoint.waiting = [...inputs].map(([input, active]) =>
        inputMessage(peer, input, active, 'Initialized'),
      );
      return (
        `<tev:SubscriptionReference><wsa:Address>${xaddr('/onvif/events_service')}</wsa:Address>` +
        '<wsa:ReferenceParameters><dom0:SubscriptionId xmlns:dom0="urn:camera">7</dom0:SubscriptionId></wsa:ReferenceParameters>' +
        `</tev:SubscriptionReference>${times(peer, 'wsnt')}`
      );
    },
  },
  PullMessages: {
    level: 'User',
    run: async (peer, request) => {
      requireOpen(peer);
      const seconds = Number(/^PT([\d.]+)S$/.exec(textOf(request, 'Timeout'))?.[1] ?? 0);
      await peer.pullPoint.something(seconds * 1000);
      requireOpen(peer);
      const motions = peer.motions.splice(0).map((isMotion) => motionMessage(peer, isMotion));
      return times(peer, 'tev') + [...peer.pullPoint.waiting.splice(0), ...motions].join('');
    },
  },
  Renew: {
    level: 'User',
    run: (peer) => {
      requireOpen(peer);
      return times(peer, 'wsnt');
    },
  },
  Unsubscribe: {
    level: 'User',
    run: (peer) => {
      requireOpen(peer);
      peer.pullPoint.open = false;
      return '';
    },
  },
};

/** What waits to be pulled, and who waits for it. */
export class PullPoint {
  open = false;
  waiting: string[] = [];
  #wake: (() => void) | null = null;

  /** Resolves when something is there to tell, or after `ms`. */
  async something(ms: number): Promise<void> {
    if (this.waiting.length > 0 || ms === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
  }

  wake(): void {
    this.#wake?.();
  }
}

export function inputMessage(peer: Peer, input: string, active: boolean, operation = 'Changed'): string {
  return message(
    peer,
    'tns1:Device/Trigger/DigitalInput',
    operation,
    ['InputToken', input],
    ['LogicalState', active],
  );
}

function motionMessage(peer: Peer, isMotion: boolean): string {
  return message(peer, 'tns1:VideoSource/MotionAlarm', 'Changed', ['Source', 'sensor0'], ['State', isMotion]);
}

function message(
  { nowMs }: Peer,
  topic: string,
  operation: string,
  source: readonly [string, string],
  data: readonly [string, boolean],
): string {
  const item = ([name, value]: readonly [string, unknown]) =>
    `<tt:SimpleItem Name="${name}" Value="${value}"/>`;
  return (
    `<wsnt:NotificationMessage><wsnt:Topic Dialect="${topicDialect}">${topic}</wsnt:Topic><wsnt:Message>` +
    `<tt:Message UtcTime="${new Date(nowMs()).toISOString()}" PropertyOperation="${operation}">` +
    `<tt:Source>${item(source)}</tt:Source><tt:Data>${item(data)}</tt:Data></tt:Message>` +
    '</wsnt:Message></wsnt:NotificationMessage>'
  );
}

function times({ nowMs }: Peer, prefix: string): string {
  const at = (ms: number) => new Date(ms).toISOString();
  return (
    `<${prefix}:CurrentTime>${at(nowMs())}</${prefix}:CurrentTime>` +
    `<${prefix}:TerminationTime>${at(nowMs() + leaseMs)}</${prefix}:TerminationTime>`
  );
}

function requireOpen({ pullPoint }: Peer): void {
  if (!pullPoint.open)
    throw new Fault(['env:Sender', 'ter:InvalidArgVal'], 'this pull point does not exist', 400);
}

function textOf(request: Parameters<Operations[string]['run']>[1], name: string): string {
  return request.children.find((child) => child.name === name)?.text.trim() ?? '';
}
