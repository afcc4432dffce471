import { account } from '../settings';
import type { ApiAnswer, ApiService } from './protocol';
import { queryOperation } from './upstream';

/** AWS CloudFormation (Query protocol), for the one stack that there is. */
export function cloudformationApi(outputs: () => Record<string, string>): ApiService {
  return {
    operations: ['DescribeStacks'],
    operationOf: queryOperation,
    handle: async ({ body }) => {
      const name = new URLSearchParams(body.toString()).get('StackName');
      if (name === account.stackName) return xml(200, description(outputs()));
      return refusal(400, 'ValidationError', `Stack with id ${name} does not exist`);
    },
    throttle: () => refusal(400, 'Throttling', 'Rate exceeded'),
    failure: ({ error = 'InternalFailure', status = 500 }) =>
      refusal(status, String(error), String(error)),
  };
}

function description(outputs: Record<string, string>): string {
  const members = Object.entries(outputs).map(([key, value]) =>
    element('member', element('OutputKey', key) + element('OutputValue', value)),
  );
  const stack = [
    element('StackName', account.stackName),
    element('CreationTime', '2026-11-20T10:00:00Z'),
    element('StackStatus', 'CREATE_COMPLETE'),
    element('Outputs', members.join('')),
  ];
  const stacks = element('Stacks', element('member', stack.join('')));
  return element('DescribeStacksResponse', element('DescribeStacksResult', stacks));
}

function refusal(status: number, code: string, message: string): ApiAnswer {
  const error = element('Code', code) + element('Message', message);
  return xml(status, element('ErrorResponse', element('Error', error)));
}

function xml(status: number, body: string): ApiAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}
