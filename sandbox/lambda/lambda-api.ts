import { ApiError, type ApiService, awsJsonErrors, jsonAnswer } from '../aws/protocol';
import { account } from '../settings';
import type { EventSource } from './event-source';

const MAPPINGS = '/2015-03-31/event-source-mappings';

const routes: [RegExp, string][] = [
  [/^GET \/$/, 'ListEventSourceMappings'],
  [/^GET \/[^/]+$/, 'GetEventSourceMapping'],
  [/^PUT \/[^/]+$/, 'UpdateEventSourceMapping'],
];

/** AWS Lambda's event source mappings (Lambda API reference), REST-JSON: listed, read, paused and resumed. */
export function lambdaApi(sources: EventSource[]): ApiService {
  const find = (path: string): EventSource => {
    const found = sources.find(({ uuid }) => path.endsWith(`/${uuid}`));
    if (found) return found;
    throw new ApiError(404, 'ResourceNotFoundException', 'The mapping does not exist.');
  };
  return {
    ...awsJsonErrors,
    operations: routes.map(([, operation]) => operation),
    operationOf: ({ method, path }) => {
      const [resource = ''] = path.split('?');
      if (!resource.startsWith(MAPPINGS)) return undefined;
      const rest = resource.slice(MAPPINGS.length) || '/';
      return routes.find(([route]) => route.test(`${method} ${rest}`))?.[1];
    },
    handle: async ({ operation, path, body }) => {
      const url = new URL(path, 'http://lambda');
      if (operation === 'ListEventSourceMappings') {
        const arn = url.searchParams.get('EventSourceArn');
        const listed = sources.filter(({ queueArn }) => !arn || queueArn === arn);
        return jsonAnswer({ EventSourceMappings: listed.map(configuration) });
      }
      const source = find(url.pathname);
      if (operation === 'GetEventSourceMapping') return jsonAnswer(configuration(source));
      const { Enabled } = JSON.parse(body.toString()) as { Enabled?: boolean };
      source.enabled = Enabled ?? source.enabled;
      return jsonAnswer(configuration(source), 202);
    },
  };
}

function configuration(source: EventSource) {
  return {
    UUID: source.uuid,
    EventSourceArn: source.queueArn,
    FunctionArn: account.functionArn(source.consumer),
    State: source.enabled ? 'Enabled' : 'Disabled',
    LastProcessingResult: 'No records processed',
  };
}
