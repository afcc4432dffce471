import type { Backing, Upstream } from '../backing';
import { connectApi } from '../connect/connect-api';
import type { ConnectInstance } from '../connect/instance';
import { participantApi } from '../connect/participant-api';
import type { EventSource } from '../lambda/event-source';
import { lambdaApi } from '../lambda/lambda-api';
import { comprehendApi } from '../providers/comprehend';
import { graphApi } from '../providers/graph';
import type { MessagingWindow } from '../providers/messaging-window';
import type { OptOuts } from '../providers/opt-outs';
import type { Outbox } from '../providers/outbox';
import { pinpointApi, smsVoiceApi } from '../providers/sms';
import { account, type ServiceName } from '../settings';
import type { Machines } from '../step-functions/machines';
import { cloudformationApi } from './cloudformation';
import { cloudwatchApi } from './cloudwatch';
import { kmsApi } from './kms';
import type { ApiService } from './protocol';
import { type Secret, secretsManagerApi } from './secrets-manager';
import { statesApi } from './states';
import { upstream } from './upstream';

export interface ServiceParts {
  backing: Backing;
  eventSources: EventSource[];
  instance: ConnectInstance;
  machines: Machines;
  outbox: Outbox;
  /** Of SMS customers. */
  optOuts: OptOuts;
  /** Of the stack. */
  outputs(): Record<string, string>;
  /** Of the Facebook page. */
  secret: Secret;
  window: MessagingWindow;
}

/** Every simulated service, by the name that it has in the gateway's paths and in fault rules. */
export function services(parts: ServiceParts): Map<ServiceName, ApiService> {
  const { backing, eventSources, instance, machines, outputs, secret } = parts;
  return new Map<ServiceName, ApiService>([
    ['cloudformation', cloudformationApi(outputs)],
    ['connect', connectApi(instance)],
    ['connectparticipant', participantApi(instance)],
    ['dynamodb', dynamodb(backing.tables)],
    ['sqs', sqs(backing.queues)],
    ['sns', sns(backing.queues)],
    ['states', statesApi(machines)],
    ['lambda', lambdaApi(eventSources)],
    ['secretsmanager', secretsManagerApi(account.facebookSecretArn, secret)],
    ['kms', kmsApi()],
    ['cloudwatch', cloudwatchApi(backing.queues)],
    ['sms-voice', smsVoiceApi(parts)],
    ['pinpoint', pinpointApi(parts)],
    ['comprehend', comprehendApi()],
    ['graph', graphApi(parts)],
  ]);
}

function dynamodb(handle: Upstream): ApiService {
  return upstream({
    handle,
    operations: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'],
    throttle: { status: 400, name: 'ThrottlingException' },
    failure: { status: 500, name: 'InternalServerError' },
  });
}

function sqs(handle: Upstream): ApiService {
  return upstream({
    handle,
    operations: [
      'SendMessage',
      'SendMessageBatch',
      'ReceiveMessage',
      'DeleteMessageBatch',
      'ChangeMessageVisibility',
    ],
    throttle: { status: 400, name: 'RequestThrottled' },
    failure: { status: 500, name: 'InternalError' },
  });
}

function sns(handle: Upstream): ApiService {
  return upstream({
    handle,
    operations: ['Publish'],
    throttle: { status: 400, name: 'Throttled' },
    failure: { status: 500, name: 'InternalError' },
  });
}
