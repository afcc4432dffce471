import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Config } from './config';
import type { Encryption } from './constructs/encryption';
import type { Tables } from './constructs/tables';
import { TaskFunction } from './constructs/task-function';
import { type FunctionName, pascalCase } from './wiring';

/** What both directions are built from. */
export interface Parts {
  config: Config;
  encryption: Encryption;
  tables: Tables;
  /** Where the bundles of the tasks are. */
  bundles: string;
}

/** The function of the wiring that has this name, with a construct id in Pascal case. */
export function taskFunction(
  scope: Construct,
  { bundles, encryption }: Parts,
  name: FunctionName,
  environment: Record<string, string>,
): lambda.Function {
  return new TaskFunction(scope, pascalCase(name), { name, bundles, environment, encryption })
    .function;
}
