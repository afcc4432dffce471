import { comprehend } from '../../../domain/clients/comprehend';
import type * as Dispatchable from '../../../tasks/dispatchable';
import { readInbound, readOutbound } from '../../../tasks/dispatchable';
import { awsError } from '../../support/aws-error';
import { inboundMessage } from '../../support/customers';
import { deployed } from '../../support/deployed';
import { agentEvent } from '../../support/streaming';

describe('the ids that reach the logs', () => {
  it.each([
    [
      'an inbound message',
      readInbound(JSON.stringify(inboundMessage({ channel: 'sms', vendorId: '+15550100123' }))),
      ['channel', 'messageId', 'messageHash'],
    ],
    [
      'an outbound item',
      readOutbound(JSON.stringify(agentEvent())),
      ['contactId', 'messageId', 'messageHash'],
    ],
  ])('of %s name neither the customer nor the words', (_, { ids }, keys) => {
    expect(Object.keys(ids)).toEqual(keys);
    expect(JSON.stringify(ids)).not.toMatch(/15550100123|parcel|looking/);
  });
});

describe('what a queue may not carry', () => {
  it.each([
    ['no JSON', readInbound, 'Hello', 'SyntaxError'],
    ['an item of the stream', readInbound, JSON.stringify(agentEvent()), 'ZodError'],
    ['no JSON', readOutbound, 'Hello', 'SyntaxError'],
    ['a customer’s message', readOutbound, JSON.stringify(inboundMessage()), 'ZodError'],
  ])('is refused: %s for %p', (_, read, body, name) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ name }));
  });
});

describe('an inbound message where personal data is redacted', () => {
  const words = 'I am Mo';
  const body = JSON.stringify(inboundMessage({ content: { type: 'text', text: words } }));

  /** The module as a function loads it that is deployed with redaction. */
  function deployedWithRedaction(answer: object | Error) {
    const asked = jest.spyOn(comprehend, 'send');
    if (answer instanceof Error) asked.mockRejectedValue(answer as never);
    else asked.mockResolvedValue(answer as never);
    const environment = { PII_REDACTION_TYPES: 'NAME' };
    return deployed<typeof Dispatchable>('tasks/dispatchable', environment, [
      '@aws-sdk/client-comprehend',
      '@aws-sdk/lib-dynamodb',
      'domain/clients/comprehend',
      'domain/clients/dynamodb',
      'zod',
    ]).readInbound(body);
  }

  afterEach(() => jest.restoreAllMocks());

  it('enters neither the execution nor, after that, the ledger as it was', async () => {
    const Entities = [{ BeginOffset: 5, EndOffset: 7, Type: 'NAME', Score: 0.99 }];
    const dispatchable = deployedWithRedaction({ Entities });
    expect(await dispatchable.input()).toMatchObject({
      message: { content: { type: 'text', text: 'I am [NAME]' } },
    });
    expect(await dispatchable.ledgerMessage()).toMatchObject({
      message: { content: { type: 'text', text: 'I am [NAME]' } },
    });
  });

  it('keeps its identity, so that a redelivery is still recognised', async () => {
    const dispatchable = deployedWithRedaction({ Entities: [] });
    expect(dispatchable.id).toBe(readInbound(body).id);
  });

  it('does not enter the execution where it could not be checked', async () => {
    const error = awsError('InternalServerException', 500);
    await expect(deployedWithRedaction(error).input()).rejects.toBe(error);
  });
});
