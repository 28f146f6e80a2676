/** Events of the simulated device: one pull point that tells of motion when a test makes some. */
import type { Operations } from './peer.ts';

export const eventsOperations: Operations = {
  GetServiceCapabilities: {
    level: 'User',
    run: () => '<tev:Capabilities WSPullPointSupport="true" MaxPullPoints="1"/>',
  },
  GetEventProperties: {
    level: 'User',
    run: () =>
      '<wsnt:FixedTopicSet>true</wsnt:FixedTopicSet><tns1:VideoSource><MotionAlarm/></tns1:VideoSource>',
  },
  CreatePullPointSubscription: {
    level: 'User',
    run: ({ xaddr, nowMs }) =>
      `<tev:SubscriptionReference><wsa:Address>${xaddr('/onvif/events_service')}</wsa:Address></tev:SubscriptionReference>` +
      `<wsnt:CurrentTime>${new Date(nowMs()).toISOString()}</wsnt:CurrentTime>` +
      `<wsnt:TerminationTime>${new Date(nowMs() + 60_000).toISOString()}</wsnt:TerminationTime>`,
  },
  PullMessages: {
    level: 'User',
    run: ({ motions, nowMs }) => {
      const at = new Date(nowMs()).toISOString();
      const messages = motions
        .splice(0)
        .map(
          (isMotion) =>
            '<wsnt:NotificationMessage><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">tns1:VideoSource/MotionAlarm</wsnt:Topic>' +
            `<wsnt:Message><tt:Message UtcTime="${at}" PropertyOperation="Changed"><tt:Source><tt:SimpleItem Name="Source" Value="sensor0"/></tt:Source>` +
            `<tt:Data><tt:SimpleItem Name="State" Value="${isMotion}"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`,
        );
      return `<tev:CurrentTime>${at}</tev:CurrentTime><tev:TerminationTime>${new Date(nowMs() + 60_000).toISOString()}</tev:TerminationTime>${messages.join('')}`;
    },
  },
};
