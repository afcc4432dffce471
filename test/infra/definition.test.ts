import { AslDefinition } from '../../workflows/definition';

interface Definition {
  States: Record<string, { Resource?: string; Choices?: { Next: string }[] }>;
}

const parse = (definition: AslDefinition, partition = 'aws') =>
  JSON.parse(definition.toString(partition)) as Definition;

describe('AslDefinition', () => {
  it('is what its file says', () => {
    expect(parse(new AslDefinition('agent-event-router'))).toEqual(
      jest.requireActual('../../asl/agent-event-router.asl.json'),
    );
  });

  it('loses a state and the choices that lead to it, and nothing else', () => {
    const whole = parse(new AslDefinition('agent-event-router'));
    const { SendSms: _, ...States } = whole.States;
    const { WhatHappened } = whole.States;
    const Choices = WhatHappened?.Choices?.filter(({ Next }) => Next !== 'SendSms');
    expect(Choices?.map(({ Next }) => Next)).toEqual(['CloseSession', 'Ignored', 'SendMessenger']);
    expect(parse(new AslDefinition('agent-event-router').without('SendSms'))).toEqual({
      ...whole,
      States: { ...States, WhatHappened: { ...WhatHappened, Choices } },
    });
  });

  it('calls the integrations of the partition that it is deployed in', () => {
    const resources = Object.values(parse(new AslDefinition('session-lifecycle'), 'aws-cn').States)
      .flatMap(({ Resource }) => Resource ?? [])
      .map((arn) => arn.split(':').slice(0, 3).join(':'));
    expect(new Set(resources)).toEqual(new Set(['arn:aws-cn:states']));
  });
});
