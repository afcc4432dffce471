import { everything } from '../support/context';
import { synthesise } from '../support/stack';

describe('the template', () => {
  it('names nothing of another partition or Region than its instance’s', () => {
    const elsewhere = (value: string) =>
      value.replaceAll('arn:aws:', 'arn:aws-us-gov:').replaceAll('eu-central-1', 'us-gov-west-1');
    const context = Object.entries({ ...everything });
    const template = synthesise(Object.fromEntries(context.map(([k, v]) => [k, elsewhere(v)])));
    const text = JSON.stringify(template.toJSON());
    expect(text).toContain('arn:aws-us-gov:states:::');
    expect(text).not.toMatch(/arn:aws:|eu-central-1|us-east-1/);
  });
});
