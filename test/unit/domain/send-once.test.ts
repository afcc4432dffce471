import {
  CredentialsRefused,
  OutcomeUnknown,
  Refused,
  ServiceFault,
  Throttled,
} from '../../../domain/errors';
import { SecretMalformed } from '../../../domain/secret';
import { sendOnce } from '../../../domain/send-once';
import { useTables } from '../../support/dynamodb';

const tables = useTables();
const provider = jest.fn<Promise<string>, [string]>();
const sendAll = (...parts: string[]) => sendOnce('message-1', parts, provider);
const stateOf = async (part: number) =>
  (await tables.item('session', `send#message-1#${part}`))?.state;

beforeEach(() => {
  provider.mockReset();
  provider.mockImplementation(async (part) => `id-of-${part}`);
});

describe('the first attempt', () => {
  it('sends every part in order and gives the ids of the provider', async () => {
    expect(await sendAll('one', 'two', 'three')).toEqual(['id-of-one', 'id-of-two', 'id-of-three']);
    expect(provider.mock.calls).toEqual([['one'], ['two'], ['three']]);
    expect([await stateOf(0), await stateOf(1), await stateOf(2)]).toEqual([
      'SENT',
      'SENT',
      'SENT',
    ]);
  });

  it('has noted the part as SENDING when the provider is called', async () => {
    provider.mockImplementation(async () => String(await stateOf(0)));
    expect(await sendAll('one')).toEqual(['SENDING']);
  });

  it('sends nothing where it cannot be noted', async () => {
    tables.failNext('PutItem');
    await expect(sendAll('one')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(provider).not.toHaveBeenCalled();
  });

  it('has nothing to do for no parts', async () => {
    expect(await sendAll()).toEqual([]);
  });
});

describe('an error of the provider', () => {
  it.each([
    ['Throttled', new Throttled('slow down')],
    ['ServiceFault', new ServiceFault('no connection')],
    ['CredentialsRefused', new CredentialsRefused('code 190')],
    ['SecretMalformed', new SecretMalformed('PAGE_TOKEN')],
  ])('%s proves that nothing was sent, and frees the part', async (_, error) => {
    provider.mockRejectedValueOnce(error);
    await expect(sendAll('one')).rejects.toBe(error);
    expect(await stateOf(0)).toBeUndefined();
    expect(await sendAll('one')).toEqual(['id-of-one']);
  });

  it('Refused marks the part with its reason, and a replay may send it', async () => {
    const error = new Refused('Graph API: HTTP 400, code 551');
    provider.mockRejectedValueOnce(error);
    await expect(sendAll('one')).rejects.toBe(error);
    expect(await tables.item('session', 'send#message-1#0')).toMatchObject({
      state: 'REFUSED',
      reason: 'Graph API: HTTP 400, code 551',
    });
    expect(await sendAll('one')).toEqual(['id-of-one']);
  });

  it.each([
    ['OutcomeUnknown', new OutcomeUnknown('no answer')],
    ['an error that nobody foresaw', new Error('socket hang up')],
    ['what is no error at all', 'aborted'],
  ])('%s leaves the outcome open, and nothing is sent again', async (_, cause) => {
    provider.mockRejectedValueOnce(cause);
    const error = await sendAll('one').catch((thrown: OutcomeUnknown) => thrown);
    expect(error).toBeInstanceOf(OutcomeUnknown);
    expect([error, (error as OutcomeUnknown).cause]).toContain(cause);
    expect(await stateOf(0)).toBe('SENDING');
    await expect(sendAll('one')).rejects.toThrow(OutcomeUnknown);
    expect(provider).toHaveBeenCalledTimes(1);
  });
});

describe('an attempt after another', () => {
  it('sends nothing that was sent, and gives the same ids', async () => {
    await sendAll('one', 'two');
    expect(await sendAll('one', 'two')).toEqual(['id-of-one', 'id-of-two']);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it('sends nothing again where the provider gave no id', async () => {
    provider.mockResolvedValueOnce('');
    await sendAll('one');
    expect(await sendAll('one')).toEqual(['']);
    expect(provider).toHaveBeenCalledTimes(1);
  });

  it('goes on behind the parts that were sent', async () => {
    provider.mockResolvedValueOnce('id-of-one').mockRejectedValueOnce(new Throttled('slow down'));
    await expect(sendAll('one', 'two', 'three')).rejects.toThrow(Throttled);
    expect(await sendAll('one', 'two', 'three')).toEqual(['id-of-one', 'id-of-two', 'id-of-three']);
    expect(provider.mock.calls.flat()).toEqual(['one', 'two', 'two', 'three']);
  });

  it.each([
    ['was refused', new Refused('code 551')],
    ['was lost', new OutcomeUnknown('no answer')],
  ])('never sends a part behind one that %s', async (_, error) => {
    provider.mockResolvedValueOnce('id-of-one').mockRejectedValueOnce(error);
    await expect(sendAll('one', 'two', 'three')).rejects.toMatchObject({ name: error.name });
    expect(await stateOf(0)).toBe('SENT');
    expect(await stateOf(2)).toBeUndefined();
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it('does not know the outcome where it was sent and could not be noted', async () => {
    tables.failNext('UpdateItem');
    await expect(sendAll('one')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(sendAll('one')).rejects.toThrow(OutcomeUnknown);
    expect(provider).toHaveBeenCalledTimes(1);
  });
});
