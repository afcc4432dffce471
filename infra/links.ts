import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { Config } from './config';
import { consolePage } from './console';
import type { Inbound } from './inbound';
import type { Monitoring } from './monitoring/monitoring';
import type { Outbound } from './outbound';

export interface LinksProps {
  config: Config;
  inbound: Inbound;
  outbound: Outbound;
  monitoring: Monitoring;
}

/** Outputs for people: where to look, and what is left to do by hand. */
export function addLinks(stack: Stack, props: LinksProps): void {
  for (const [name, [value, description]] of Object.entries({
    ...places(props),
    ...steps(props),
  })) {
    new CfnOutput(stack, name, { value, description });
  }
}

type Described = Record<string, [value: string, description: string]>;

function places({ config, inbound, outbound, monitoring }: LinksProps): Described {
  const machine = ({ workflow }: Inbound | Outbound) =>
    consolePage(
      config.instance,
      'states',
      `/statemachines/view/${workflow.stateMachine.stateMachineArn}`,
    );
  const dashboard = `dashboards/dashboard/${monitoring.dashboard.dashboardName}`;
  return {
    SessionLifecycleConsole: [machine(inbound), 'Executions: from the customer to the agent'],
    AgentEventRouterConsole: [machine(outbound), 'Executions: from the agent to the customer'],
    DashboardConsole: [consolePage(config.instance, 'cloudwatch', dashboard), 'Dashboard'],
    AlarmTopicArn: [monitoring.topic.topicArn, 'Subscribe to it to hear of alarms'],
  };
}

function steps({ config }: LinksProps): Described {
  return {
    ...(config.smsNumber && {
      NextStepSms: [
        `In AWS End User Messaging, switch two-way messaging on for ${config.smsNumber}, with the SNS topic of the output SmsInboundTopic as destination.`,
        'To be done by hand, once',
      ],
    }),
    ...(config.fbSecretArn && {
      NextStepFacebook: [
        'In the Meta app, under Messenger API settings, enter the output FacebookApiGatewayWebhook as callback URL with the secret’s VERIFY_TOKEN, and subscribe the page to messages and messaging_postbacks.',
        'To be done by hand, once',
      ],
    }),
  };
}
