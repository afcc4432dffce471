import { type ApiService, awsJsonErrors, jsonAnswer, targetOperation } from '../aws/protocol';

/** The few types of personal data that a pattern can find; the real service finds many more. */
const PATTERNS: Record<string, RegExp> = {
  CREDIT_DEBIT_NUMBER: /\b\d(?:[ -]?\d){12,18}\b/g,
  EMAIL: /[\w.+-]+@[\w-]+\.[\w.]+/g,
  SSN: /\b\d{3}-\d{2}-\d{4}\b/g,
};

/** Amazon Comprehend's DetectPiiEntities. */
export function comprehendApi(): ApiService {
  return {
    ...awsJsonErrors,
    operations: ['DetectPiiEntities'],
    operationOf: targetOperation,
    handle: async ({ body }) => {
      const { Text } = JSON.parse(body.toString()) as { Text: string };
      return jsonAnswer({ Entities: entities(Text) });
    },
  };
}

/** In the order of the text, with offsets in code points. */
function entities(text: string) {
  const found = Object.entries(PATTERNS).flatMap(([Type, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }) => {
      const BeginOffset = [...text.slice(0, index)].length;
      return { Type, Score: 0.99, BeginOffset, EndOffset: BeginOffset + [...match].length };
    }),
  );
  return found.sort((one, other) => one.BeginOffset - other.BeginOffset);
}
