import { everything } from '../support/context';
import { synthesiseAnew } from '../support/stack';

describe('the template', () => {
  it('passes CloudFormation’s own rules', () => {
    expect(() =>
      synthesiseAnew(everything, { builtinCloudFormationValidation: true }),
    ).not.toThrow();
  });
});
