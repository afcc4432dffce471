import { Socket } from 'node:net';
import type * as Provider from '../../../../channels/sms/send';
import { deployed } from '../../../support/deployed';

const sms = { from: '+12065550143', to: '+14255550182', text: 'We open at nine.' };

/** The module as it is loaded under this setting. */
function loadedWith(pinpointAppId: string) {
  const environment = { PINPOINT_APP_ID: pinpointAppId };
  return deployed<typeof Provider>('channels/sms/send', environment, [
    '@aws-sdk/client-pinpoint',
    '@aws-sdk/client-pinpoint-sms-voice-v2',
    'domain/clients/traced',
  ]);
}

/** Each attempt of a real client to connect fails like this. */
function connectionsFail(code: string) {
  return jest.spyOn(Socket.prototype, 'connect').mockImplementation(function connect(this: Socket) {
    setImmediate(() => this.destroy(Object.assign(new Error(code), { code })));
    return this;
  });
}

afterEach(() => jest.restoreAllMocks());

describe.each([
  ['AWS End User Messaging, by default', '', 'SendTextMessage'],
  ['Amazon Pinpoint, with an application', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'SendMessages'],
])('the provider of SMS: %s', (_, pinpointAppId, operation) => {
  it('is called once: it has no idempotency token, and a repetition could send twice', async () => {
    const { send } = loadedWith(pinpointAppId);
    const connections = connectionsFail('ECONNRESET');
    await expect(send(sms)).rejects.toMatchObject({
      name: 'OutcomeUnknown',
      message: `${operation}: TimeoutError`,
    });
    expect(connections).toHaveBeenCalledTimes(1);
  });

  it('has sent nothing where it refuses the connection', async () => {
    const { send } = loadedWith(pinpointAppId);
    connectionsFail('ECONNREFUSED');
    await expect(send(sms)).rejects.toMatchObject({ name: 'ServiceFault' });
  });
});
