import { PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import { mockClient } from 'aws-sdk-client-mock';
import { sendThroughPinpoint } from '../../../../channels/sms/pinpoint';
import { awsError } from '../../../support/aws-error';

const service = mockClient(PinpointClient);
const APPLICATION = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const TO = '+14255550182';
const sms = { from: '+12065550143', to: TO, text: 'We open at nine.' };

beforeEach(() => service.reset());

/** An answer with HTTP 200, whatever became of the address. */
function answers(result: object | undefined, address = TO) {
  const Result = result && { [address]: result };
  const MessageResponse = { ApplicationId: APPLICATION, RequestId: 'request-1', Result };
  service.on(SendMessagesCommand).resolves({ MessageResponse } as never);
}

const sendIt = () => sendThroughPinpoint(sms, APPLICATION);

async function failure(): Promise<[name: string, message: string]> {
  return sendIt().then(
    () => ['It did not fail.', ''],
    (error) => [error.name, error.message],
  );
}

describe('SMS through Amazon Pinpoint', () => {
  it('is one SendMessages of the application, from the number that the customer wrote to', async () => {
    answers({ DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, MessageId: 'pinpoint-1' });
    expect(await sendIt()).toBe('pinpoint-1');
    expect(service.commandCalls(SendMessagesCommand).map(({ args }) => args[0].input)).toEqual([
      {
        ApplicationId: APPLICATION,
        MessageRequest: {
          Addresses: { '+14255550182': { ChannelType: 'SMS' } },
          MessageConfiguration: {
            SMSMessage: {
              Body: 'We open at nine.',
              MessageType: 'TRANSACTIONAL',
              OriginationNumber: '+12065550143',
            },
          },
        },
      },
    ]);
  });

  it.each([
    ['the id that Pinpoint gave the first of two', 'DUPLICATE', 'pinpoint-1', 'pinpoint-1'],
    ['no id, where the answer has none', 'SUCCESSFUL', undefined, ''],
  ])('counts as sent, with %s', async (_, DeliveryStatus, MessageId, expected) => {
    answers({ DeliveryStatus, MessageId });
    expect(await sendIt()).toBe(expected);
  });

  it.each([
    ['OPT_OUT', 400, 'Refused'],
    ['PERMANENT_FAILURE', 400, 'Refused'],
    ['THROTTLED', 429, 'Throttled'],
    ['TEMPORARY_FAILURE', 500, 'ServiceFault'],
    ['UNKNOWN_FAILURE', 500, 'OutcomeUnknown'],
    ['A_STATUS_ADDED_SINCE', 200, 'OutcomeUnknown'],
  ])('is judged by the status of the address, not by HTTP 200: %s', async (status, code, name) => {
    const StatusMessage = `${sms.text} to ${TO}`;
    answers({ DeliveryStatus: status, StatusCode: code, StatusMessage });
    expect(await failure()).toEqual([name, `SendMessages: ${status}`]);
  });

  it.each([
    ['no result', () => answers(undefined)],
    ['the result of another address', () => answers({ DeliveryStatus: 'SUCCESSFUL' }, '+1999')],
    ['no response', () => service.on(SendMessagesCommand).resolves({} as never)],
  ])('may have been sent, where the answer has %s', async (_, given) => {
    given();
    expect(await failure()).toEqual(['OutcomeUnknown', 'SendMessages: no result for the address']);
  });

  it.each([
    ['BadRequestException', 400, 'Refused'],
    ['ForbiddenException', 403, 'Refused'],
    ['NotFoundException', 404, 'Refused'],
    ['MethodNotAllowedException', 405, 'Refused'],
    ['PayloadTooLargeException', 413, 'Refused'],
    ['TooManyRequestsException', 429, 'Throttled'],
    ['InternalServerErrorException', 500, 'OutcomeUnknown'],
    ['ServiceUnavailable', 503, 'OutcomeUnknown'],
    ['TimeoutError', undefined, 'OutcomeUnknown'],
  ])('fails as the call did: %s, HTTP %s', async (error, status, name) => {
    service.on(SendMessagesCommand).rejects(awsError(error, status, `${sms.text} to ${TO}`));
    expect(await failure()).toEqual([name, `SendMessages: ${error}`]);
  });

  it.each([
    ['refused', 'ECONNREFUSED', 'ServiceFault'],
    ['lost', 'ECONNRESET', 'OutcomeUnknown'],
  ])('fails by what is known of a connection that was %s', async (_, code, name) => {
    service.on(SendMessagesCommand).rejects(Object.assign(new Error(code), { code }));
    expect((await failure())[0]).toBe(name);
  });
});
