import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from './config';
import { Encryption } from './constructs/encryption';
import { Tables } from './constructs/tables';
import { DeadLetters } from './dead-letters';
import { Inbound } from './inbound';
import { addLinks } from './links';
import { Monitoring } from './monitoring/monitoring';
import { Outbound } from './outbound';
import { addOutputs } from './outputs';

export interface ConnectMessagingStackProps extends StackProps {
  config: Config;
  /** Where the bundles of the tasks are. */
  bundles: string;
}

const DESCRIPTION = 'Brings messages of customers into Amazon Connect chat, and the answers back';

/** Both directions and what they share. */
export class ConnectMessagingStack extends Stack {
  constructor(scope: Construct, id: string, props: ConnectMessagingStackProps) {
    const { config, bundles, ...stackProps } = props;
    // Connect streams to a topic in its own Region only.
    const { account, region } = config.instance;
    super(scope, id, { description: DESCRIPTION, ...stackProps, env: { account, region } });
    const encryption = new Encryption(this, 'Encryption', config);
    const tables = new Tables(this, 'Tables', { config, encryption });
    const parts = { config, bundles, encryption, tables };
    const outbound = new Outbound(this, 'Outbound', parts);
    const { streamingTopic, messages } = outbound;
    const inbound = new Inbound(this, 'Inbound', { ...parts, streamingTopic, outbound: messages });
    addOutputs(this, { config, tables: parts.tables, inbound, outbound });
    const deadLetters = new DeadLetters(this, 'DeadLetters', {
      ...parts,
      inbound: inbound.queues,
      outbound: outbound.queues,
    });
    const directions = { inbound, outbound };
    const monitoring = new Monitoring(this, 'Monitoring', {
      ...parts,
      directions: { ...directions, 'dead-letters': deadLetters },
    });
    addLinks(this, { config, ...directions, monitoring });
  }
}
