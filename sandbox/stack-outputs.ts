import { queueOutputs, queues } from '../infra/wiring';
import { account } from './settings';

/**
 * The outputs of the sandbox's stack: those of a deployed one.
 *
 * @param url the sandbox's own
 * @param queueUrls by the names of the wiring; dead letters as `<name>-dead-letters`
 */
export function stackOutputs(
  url: string,
  queueUrls: Record<string, string>,
): Record<string, string> {
  return {
    ConnectInstanceArn: account.instanceArn,
    ContactFlowId: account.contactFlowId,
    StreamingTopicArn: account.topicArn('chat-stream'),
    SmsInboundTopic: account.topicArn('sms-inbound'),
    SessionTableName: account.sessionTable,
    LedgerTableName: account.ledgerTable,
    SessionLifecycleArn: account.stateMachineArn('session-lifecycle'),
    AgentEventRouterArn: account.stateMachineArn('agent-event-router'),
    FacebookSecretArn: account.facebookSecretArn,
    FacebookApiGatewayWebhook: `${url}/webhook/facebook`,
    ...queueUrlOutputs(queueUrls),
  };
}

function queueUrlOutputs(urls: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(queues).flatMap((name) => {
      const { queue, deadLetters } = queueOutputs(name);
      return [
        [queue, urls[name] ?? ''],
        [deadLetters, urls[`${name}-dead-letters`] ?? ''],
      ];
    }),
  );
}
