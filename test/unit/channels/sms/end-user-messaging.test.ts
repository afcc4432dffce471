import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { send } from '../../../../channels/sms/send';
import { awsError } from '../../../support/aws-error';

const service = mockClient(PinpointSMSVoiceV2Client);
const sms = { from: '+12065550143', to: '+14255550182', text: 'We open at nine.' };

beforeEach(() => service.reset());

const failsWith = (error: Error) => service.on(SendTextMessageCommand).rejects(error);

async function failure(): Promise<Error> {
  return send(sms).then(
    () => new Error('It did not fail.'),
    (error) => error,
  );
}

const withReason = (name: string, Reason: string) =>
  Object.assign(awsError(name, 400, `${sms.text} to ${sms.to}`), { Reason });

const socketError = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('SMS through AWS End User Messaging', () => {
  it('is one SendTextMessage from the number that the customer wrote to', async () => {
    service.on(SendTextMessageCommand).resolves({ MessageId: 'eum-message-1' });
    expect(await send(sms)).toBe('eum-message-1');
    expect(service.commandCalls(SendTextMessageCommand).map(({ args }) => args[0].input)).toEqual([
      {
        DestinationPhoneNumber: '+14255550182',
        OriginationIdentity: '+12065550143',
        MessageBody: 'We open at nine.',
        MessageType: 'TRANSACTIONAL',
      },
    ]);
  });

  it('counts as sent where the answer has no id', async () => {
    service.on(SendTextMessageCommand).resolves({});
    expect(await send(sms)).toBe('');
  });

  it.each([
    ['ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT'],
    ['ConflictException', 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED'],
    ['ConflictException', 'RESOURCE_NOT_ACTIVE'],
    ['ConflictException', 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION'],
    ['ValidationException', 'COUNTRY_NOT_ENABLED'],
    ['ValidationException', 'INVALID_PARAMETER'],
    ['ValidationException', 'MAXIMUM_SIZE_EXCEEDED'],
    ['ValidationException', 'PRICE_OVER_THRESHOLD'],
    ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT'],
    ['AccessDeniedException', 'ACCOUNT_DISABLED'],
    ['AccessDeniedException', 'INSUFFICIENT_ACCOUNT_REPUTATION'],
  ])('is refused for good, with the reason and without its words: %s, %s', async (name, reason) => {
    failsWith(withReason(name, reason));
    const error = await failure();
    expect([error.name, error.message]).toEqual(['Refused', `SendTextMessage: ${name}: ${reason}`]);
  });

  it.each([
    ['an unknown number of ours', awsError('ResourceNotFoundException', 400), 'Refused'],
    ['a throttle', awsError('ThrottlingException', 400), 'Throttled'],
    ['a throttle, whatever its status', awsError('ThrottlingException', 500), 'Throttled'],
    ['a fault of the service', awsError('InternalServerException', 500), 'OutcomeUnknown'],
    ['an error nobody documents', awsError('NewException', 400), 'OutcomeUnknown'],
    ['a time-out', awsError('TimeoutError'), 'OutcomeUnknown'],
    ['a connection lost', socketError('ECONNRESET'), 'OutcomeUnknown'],
    ['a connection refused', socketError('ECONNREFUSED'), 'ServiceFault'],
    ['a host without a name', socketError('ENOTFOUND'), 'ServiceFault'],
  ])('fails by what is known of the outcome: %s', async (_, error, name) => {
    failsWith(error);
    expect((await failure()).name).toBe(name);
  });
});
