import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleTasks } from './bundle';
import { ConfigError, readConfig } from './config';
import { ConnectMessagingStack } from './stack';

const bundles = join(__dirname, '..', 'dist', 'tasks');

function main(): void {
  const app = new App();
  const config = readConfig(app.node.getAllContext());
  bundleTasks(bundles);
  new ConnectMessagingStack(app, 'ConnectMessaging', { config, bundles });
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
