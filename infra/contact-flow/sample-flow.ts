import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fn, Stack } from 'aws-cdk-lib';
import { CfnContactFlow } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';

export interface SampleFlowProps {
  instanceArn: string;
  /** Last part of the ARN of the queue in which agents find the chats. */
  queueId: string;
}

/**
 * A contact flow to begin with: it says welcome, with a different text for SMS, and puts the chat into
 * a queue. When the agent has left, a second flow waits for the customer, who then gets another one.
 *
 * Source: Amazon Connect API Reference, "Flow language" (version 2019-10-30).
 */
export class SampleFlow extends Construct {
  readonly contactFlowId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SampleFlowProps,
  ) {
    super(scope, id);
    const QueueArn = `${props.instanceArn}/queue/${props.queueId}`;
    const agentLeft = this.addFlow('AgentLeft', 'agent-left', { QueueArn });
    const AgentLeftFlowArn = agentLeft.attrContactFlowArn;
    const chat = this.addFlow('CustomerChat', 'customer-chat', { QueueArn, AgentLeftFlowArn });
    this.contactFlowId = Fn.select(3, Fn.split('/', chat.attrContactFlowArn));
  }

  private addFlow(id: string, file: string, values: Record<string, string>): CfnContactFlow {
    return new CfnContactFlow(this, id, {
      instanceArn: this.props.instanceArn,
      // Unique within the instance.
      name: `${Stack.of(this).stackName} ${file}`,
      type: 'CONTACT_FLOW',
      content: definition(file, values),
    });
  }
}

/** The definition with its placeholders filled in, and without the white space of the file. */
function definition(file: string, values: Record<string, string>): string {
  const text = JSON.stringify(JSON.parse(readFileSync(join(__dirname, `${file}.json`), 'utf8')));
  return text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${file}.json needs a value for ${name}.`);
    return value;
  });
}
