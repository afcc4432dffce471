import { facebookChecks } from '../../cli/doctor/facebook';
import { useChecks } from '../support/doctor';
import { sandbox } from '../support/shared-sandbox';

describe('chat-ops doctor: the Facebook page', () => {
  const { complaints, findings, serve } = useChecks(facebookChecks);

  const withSecret = (SecretString: string) => ({
    services: { secretsmanager: () => ({ SecretString }) },
  });
  const withWebhook = async (answer: (query: URLSearchParams) => [number, string]) => {
    const FacebookApiGatewayWebhook = await serve((request, response) => {
      const [status, text] = answer(new URL(request.url ?? '', 'http://test').searchParams);
      response.writeHead(status).end(text);
    });
    return { outputs: { FacebookApiGatewayWebhook } };
  };

  it('fails where the secret lacks keys, and names them only', async () => {
    const secret = withSecret(JSON.stringify({ VERIFY_TOKEN: 'guess', APP_SECRET: '' }));
    expect(await complaints(secret)).toEqual([
      { check: 'Facebook secret', status: 'fail', why: 'lacks PAGE_TOKEN, APP_SECRET' },
      {
        check: 'webhook verification',
        status: 'fail',
        why: 'answers 403 to the right token',
      },
      { check: 'webhook delivery', status: 'skip', why: 'the secret lacks APP_SECRET' },
    ]);
  });

  it('fails where the secret is not JSON, and does not quote it', async () => {
    const found = await findings(withSecret('{"PAGE_TOKEN":"hush-hush'));
    expect(found).toMatchObject([
      { check: 'Facebook secret', status: 'fail', why: 'the secret is not JSON' },
      { check: 'webhook verification', status: 'skip', why: 'the secret cannot be read' },
      { check: 'webhook refusal', status: 'pass' },
      { check: 'webhook delivery', status: 'skip', why: 'the secret cannot be read' },
    ]);
    expect(JSON.stringify(found)).not.toContain('hush');
  });

  it('fails where the secret may not be read', async () => {
    const error = 'AccessDeniedException';
    const api = 'secretsmanager:GetSecretValue';
    await sandbox.faults({ api, mode: 'error', error, status: 400 });
    const [secret] = await findings();
    await sandbox.faults();
    expect(secret).toEqual({
      check: 'Facebook secret',
      status: 'fail',
      why: 'AccessDeniedException: AccessDeniedException',
      todo: expect.stringContaining('docs/chat-ops.md'),
    });
  });

  it('fails where the webhook does not answer Meta', async () => {
    expect(await complaints(await withWebhook(() => [500, 'Internal Server Error']))).toEqual([
      { check: 'webhook verification', status: 'fail', why: 'answers 500 to the right token' },
      { check: 'webhook refusal', status: 'fail', why: 'answers 500 to a wrong token' },
      { check: 'webhook delivery', status: 'fail', why: 'answers 500 to a signed delivery' },
    ]);
  });

  it('fails where the webhook lets anybody in', async () => {
    const webhook = await withWebhook((query) => [200, query.get('hub.challenge') ?? '']);
    expect(await complaints(webhook)).toEqual([
      { check: 'webhook refusal', status: 'fail', why: 'answers 200 to a wrong token' },
    ]);
  });

  it('fails where the webhook answers something else than the challenge', async () => {
    const found = await complaints(await withWebhook(() => [200, 'hello']));
    expect(found).toContainEqual({
      check: 'webhook verification',
      status: 'fail',
      why: 'answers 200 to the right token',
    });
  });

  it('fails where nobody answers at the webhook', async () => {
    const FacebookApiGatewayWebhook = 'http://127.0.0.1:2';
    const found = await complaints({ outputs: { FacebookApiGatewayWebhook } });
    expect(found).toHaveLength(3);
    for (const { why } of found)
      expect(why).toMatch(/^The service cannot be reached \(ECONNREFUSED\)/);
  });
});
