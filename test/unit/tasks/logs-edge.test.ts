import '../../support/debug-output';
import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { handler as receiveSms } from '../../../tasks/receive-sms/handler';
import { handler as receiveWebhook } from '../../../tasks/receive-webhook/handler';
import { handler as verifyWebhook } from '../../../tasks/verify-webhook/handler';
import { outputOf } from '../../support/debug-output';
import { useTables } from '../../support/dynamodb';
import { ANA, eventOf, SECRET, useFacebookSecret, webhookOf } from '../../support/facebook';
import { useFifoQueue } from '../../support/fifo-queue';
import { fixture } from '../../support/fixture';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { httpRequest, signedPost } from '../../support/webhook';

useStoppedClock();
useFacebookSecret();
useTables();
const queue = useFifoQueue();

const WORDS = 'my card is 4000 0000 0000 0002';
const PHONE = '+15550100123';

const webhook = JSON.stringify(webhookOf(eventOf({ message: { mid: 'm_1', text: WORDS } })));
const posted = (body: string) => () => invoke(receiveWebhook, signedPost(body));
const verified = (token: string) => () => {
  const query = {
    'hub.mode': 'subscribe',
    'hub.verify_token': token,
    'hub.challenge': '1158201444',
  };
  return invoke(verifyWebhook, httpRequest('GET', { query }));
};

const notification = fixture<SnsSqsNotification>('sms/notification');
const sms = { ...JSON.parse(notification.Message), messageBody: WORDS, originationNumber: PHONE };
const texted = (message: object | string) => () => {
  const Message = typeof message === 'string' ? message : JSON.stringify(message);
  return invoke(receiveSms, sqsEvent(sqsRecord({ ...notification, Message })));
};

const refuses = () =>
  queue.client.on(SendMessageBatchCommand).resolves({
    Failed: [{ Id: '0', Code: 'InternalError', Message: WORDS, SenderFault: false }],
  });

describe('what is written at level DEBUG', () => {
  it.each<[string, () => unknown, () => Promise<unknown>]>([
    ['receive-webhook', () => {}, posted(webhook)],
    ['receive-webhook whose queue refuses', refuses, posted(webhook)],
    ['receive-webhook of what is no JSON', () => {}, posted(`${WORDS} ${ANA}`)],
    [
      'receive-webhook of what has no signature',
      () => {},
      () => invoke(receiveWebhook, httpRequest('POST', { body: webhook })),
    ],
    ['verify-webhook', () => {}, verified(SECRET.VERIFY_TOKEN)],
    ['verify-webhook with a wrong token', () => {}, verified(`x${SECRET.VERIFY_TOKEN}`)],
    ['receive-sms', () => {}, texted(sms)],
    ['receive-sms whose queue refuses', refuses, texted(sms)],
    ['receive-sms of what it cannot read', () => {}, texted(`${WORDS} ${PHONE}`)],
  ])('by %s holds no words, no number and no token', async (_, prepare, run) => {
    await prepare();
    const output = await outputOf(run);
    for (const secretValue of ['4000 0000', 'card', '5550100', ANA, ...Object.values(SECRET)]) {
      expect(output).not.toContain(secretValue);
    }
  });

  it.each([
    ['receive-webhook', posted(webhook), '"messages":1'],
    ['receive-sms', texted(sms), '"InboundReceived":1'],
    ['verify-webhook with a wrong token', verified('x'), 'Webhook verification refused'],
  ])('by %s tells what happened', async (_, run, expected) => {
    expect(await outputOf(run)).toContain(expected);
  });
});
