import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type FunctionName, functions } from '../../infra/wiring';
import { bundleOf, bundles, variablesAsked } from '../support/bundles';
import { everything, messenger, sms } from '../support/context';
import { synthesise } from '../support/stack';
import { functionsOf } from '../support/template';

const deployed = [sms, messenger, everything].map((context) => functionsOf(synthesise(context)));

const given = (name: FunctionName) =>
  deployed.flatMap(({ [name]: fn }) => (fn ? [Object.keys(fn.Environment.Variables)] : []));

describe('the bundles', () => {
  it('are one for each task', () => {
    const tasks = readdirSync(join(__dirname, '../../tasks'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `/bundles/${name}/index.js`);
    expect([...bundles.keys()].sort()).toEqual(tasks.sort());
  });
});

describe.each(Object.keys(functions) as FunctionName[])('the code of %s', (name) => {
  it('finds in every deployment what it cannot run without', () => {
    const required = variablesAsked(bundleOf(name));
    expect(required).not.toEqual([]);
    expect(given(name)).not.toEqual([]);
    for (const variables of given(name))
      expect(variables).toEqual(expect.arrayContaining(required));
  });

  it('reads whatever it is given', () => {
    const read = variablesAsked(bundleOf(name), 'requiredEnv|optionalEnv|numberEnv');
    const own = given(name)
      .flat()
      .filter((key) => !key.startsWith('POWERTOOLS_'));
    expect(read).toEqual(expect.arrayContaining(own));
  });
});
