import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleTasks } from './bundle';
import { ConfigError, readConfig, strangeKeys } from './config';
import { ConnectMessagingStack } from './stack';

const bundles = join(__dirname, '..', 'dist', 'tasks');

function main(): void {
  const app = new App();
  const context = app.node.getAllContext();
  const config = readConfig(context);
  for (const key of strangeKeys(context)) {
    process.stderr.write(`${key} is not a key of this application and changes nothing.\n`);
  }
  bundleTasks(bundles);
  new ConnectMessagingStack(app, config.stackName, { config, bundles });
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
