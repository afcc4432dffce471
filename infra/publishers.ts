/**
 * The services that publish to the stack's topics. A topic's policy and the policy of the key that
 * encrypts it name the same service under the same conditions (SNS developer guide, "Enable
 * compatibility between event sources from AWS services and encrypted topics").
 */

import { arnOf } from './arn';
import type { Config } from './config';

export interface Publisher {
  service: string;
  /** On whose behalf the service must act. */
  conditions: Record<string, Record<string, string | string[]>>;
}

/** This instance's chats (Amazon Connect administrator guide, "Enable real-time chat message streaming"). */
export function chatStreaming({ instance }: Pick<Config, 'instance'>): Publisher {
  return {
    service: 'connect.amazonaws.com',
    conditions: {
      StringEquals: { 'aws:SourceAccount': instance.account },
      ArnEquals: { 'aws:SourceArn': instance.arn },
    },
  };
}

/** Two-way SMS (AWS End User Messaging user guide, "Topic policies for Amazon SNS topics"). */
export function twoWaySms({
  instance,
  smsNumber,
  pinpointAppId,
}: Pick<Config, 'instance' | 'smsNumber' | 'pinpointAppId'>): Publisher[] {
  if (!smsNumber) return [];
  const { account } = instance;
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } };
  const endUserMessaging = {
    service: 'sms-voice.amazonaws.com',
    conditions: {
      ...ofThisAccount,
      ArnLike: { 'aws:SourceArn': arnOf(instance, 'sms-voice', '*') },
    },
  };
  // A number that was set up through Pinpoint may still publish under Pinpoint's name. Which
  // SourceArn it then carries is not documented.
  const pinpoint = { service: 'mobile.amazonaws.com', conditions: ofThisAccount };
  return pinpointAppId ? [endUserMessaging, pinpoint] : [endUserMessaging];
}

/** The account's CloudWatch alarms. */
export function alarms({ instance }: Config): Publisher {
  return {
    service: 'cloudwatch.amazonaws.com',
    conditions: {
      StringEquals: { 'aws:SourceAccount': instance.account },
      ArnLike: { 'aws:SourceArn': arnOf(instance, 'cloudwatch', 'alarm:*') },
    },
  };
}
