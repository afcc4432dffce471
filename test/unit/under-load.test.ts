import { play } from '../../bench/under-load/storm';
import { readConfig } from '../../infra/config';
import { both } from '../support/context';

const slots = readConfig(both).maxConcurrency;

describe('a thousand new customers within a minute, in virtual time', () => {
  it('get their chats nearly as fast as the quota allows, and keep nobody waiting who has one', async () => {
    const { ofQuota, openChats } = await play({ customers: 1_000, seconds: 60, slots });
    expect(ofQuota).toBeGreaterThan(0.9);
    expect(ofQuota).toBeLessThanOrEqual(1);
    expect(openChats.longest).toBeLessThan(5);
  });

  it('keep them waiting where there are fewer slots than waiting customers need', async () => {
    const { openChats } = await play({ customers: 1_000, seconds: 60, slots: 10 });
    expect(openChats.median).toBeGreaterThan(10);
  });
});
