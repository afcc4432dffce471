import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import agentLeft from '../../infra/contact-flow/agent-left.json';
import customerChat from '../../infra/contact-flow/customer-chat.json';
import { both, instanceArn, queueId, sampleFlow } from '../support/context';
import { synthesise } from '../support/stack';

interface Transition {
  NextAction?: string;
}

interface Action {
  Identifier: string;
  Type: string;
  Parameters: object;
  Transitions: Transition & { Errors?: Transition[]; Conditions?: Transition[] };
}

/** Those of the flow language that end a flow. */
const TERMINAL = ['DisconnectParticipant'];

const successors = ({ Transitions }: Action): string[] =>
  [Transitions, ...(Transitions.Errors ?? []), ...(Transitions.Conditions ?? [])].flatMap(
    ({ NextAction }) => NextAction ?? [],
  );

describe.each([
  ['customer-chat', customerChat],
  ['agent-left', agentLeft],
])('the sample flow %s', (_, { StartAction, Actions, Version }) => {
  const actions = new Map(Actions.map((action) => [action.Identifier, action as Action]));

  it('has every action once, and leads to actions that there are', () => {
    expect(Version).toBe('2019-10-30');
    expect(actions.size).toBe(Actions.length);
    expect([...actions.values()].flatMap(successors).filter((id) => !actions.has(id))).toEqual([]);
  });

  it('reaches every action', () => {
    const reached = new Set([StartAction]);
    for (const id of reached) {
      for (const next of successors(actions.get(id) as Action)) reached.add(next);
    }
    expect([...reached].sort()).toEqual([...actions.keys()].sort());
  });

  it('goes on from every action, on errors too, but from the last', () => {
    for (const action of actions.values()) {
      const { NextAction, Errors = [] } = action.Transitions;
      const isLast = TERMINAL.includes(action.Type);
      expect([action.Identifier, Boolean(NextAction), Errors.length > 0]).toEqual([
        action.Identifier,
        !isLast,
        !isLast,
      ]);
    }
  });
});

it('customer-chat branches on the channels that chats are started with', () => {
  const { Transitions } = customerChat.Actions.find(({ Type }) => Type === 'Compare') ?? {};
  const branches = JSON.stringify(Transitions);
  const folders = readdirSync(join(__dirname, '../../channels'), { withFileTypes: true });
  const channels = folders.filter((folder) => folder.isDirectory());
  for (const { name: channel } of channels)
    expect(branches).toContain(`["${channel.toUpperCase()}"]`);
});

describe('a stack with queueId', () => {
  const template = synthesise(sampleFlow);

  it('deploys both flows, which lead to the queue', () => {
    const QueueArn = `${instanceArn}/queue/${queueId}`;
    template.resourceCountIs('AWS::Connect::ContactFlow', 2);
    template.hasResourceProperties('AWS::Connect::ContactFlow', {
      InstanceArn: instanceArn,
      Name: 'ConnectMessaging agent-left',
      Type: 'CONTACT_FLOW',
      Content: Match.stringLikeRegexp(QueueArn),
    });
    template.hasResourceProperties('AWS::Connect::ContactFlow', {
      Name: 'ConnectMessaging customer-chat',
      Content: {
        'Fn::Join': [
          '',
          [
            Match.stringLikeRegexp('"CustomerRemaining":"$'),
            { 'Fn::GetAtt': [Match.stringLikeRegexp('AgentLeft'), 'ContactFlowArn'] },
            Match.stringLikeRegexp(QueueArn),
          ],
        ],
      },
    });
  });

  it('starts chats with the sample flow', () => {
    const id = {
      'Fn::Select': [
        3,
        {
          'Fn::Split': [
            '/',
            { 'Fn::GetAtt': [Match.stringLikeRegexp('CustomerChat'), 'ContactFlowArn'] },
          ],
        },
      ],
    };
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CONTACT_FLOW_ID: id }) },
    });
  });
});

it('a stack with contactFlowId deploys no flow', () => {
  synthesise(both).resourceCountIs('AWS::Connect::ContactFlow', 0);
});
