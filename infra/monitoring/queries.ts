import { Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { Workflow } from '../../workflows/workflow';
import { TaskFunction } from '../constructs/task-function';
import { every } from './metrics';

const LINES = 'fields @timestamp, service, message, messageId, contactId, executionName, error';

/** What the functions' logs are asked. `REPLACE` stands for what the operator looks for. */
const ofFunctions = {
  'What happened to a message, by its id': `${LINES} | filter messageId = "REPLACE" | sort @timestamp`,
  'What happened in a chat, by its contact id': `${LINES} | filter contactId = "REPLACE" | sort @timestamp`,
  'Messages given up':
    'fields @timestamp, failureId, error, status, messageId, contactId, executionArn | filter message = "Into the failure ledger" | sort @timestamp desc',
};

/** What the executions' logs are asked (Step Functions developer guide, "Log levels for Step Functions execution events"). */
const ofExecutions = {
  'Executions by vendor, contact or message id':
    // The event that ends an execution holds no id, so every event counts and the ids are looked for after.
    'stats min(@timestamp) as began, latest(type) as ended, sum(strcontains(@message, "REPLACE")) as hits by execution_arn | filter hits > 0 | sort began desc',
  'Executions that failed':
    'fields @timestamp, type, execution_arn, details.error, details.cause | filter type in ["ExecutionFailed", "ExecutionTimedOut"] | sort @timestamp desc',
};

/** Saved queries of CloudWatch Logs Insights, in a folder with the stack's name. */
export function addQueries(scope: Construct): void {
  const stack = Stack.of(scope);
  const sources: [Record<string, string>, { logGroup: logs.LogGroup }[]][] = [
    [ofFunctions, every(stack, TaskFunction)],
    [ofExecutions, every(stack, Workflow)],
  ];
  for (const [queries, logging] of sources) {
    for (const [name, queryString] of Object.entries(queries)) {
      new logs.CfnQueryDefinition(scope, name, {
        name: `${stack.stackName}/${name}`,
        queryString: queryString.replaceAll(' | ', '\n| '),
        logGroupNames: logging.map(({ logGroup }) => logGroup.logGroupName),
      });
    }
  }
}
