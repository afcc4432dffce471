import { traceHeader } from '../../../domain/trace';

const Root = 'Root=1-67891233-abcdef012345678912345678';
const whole = `${Root};Parent=53995c3f42cd8ad8;Sampled=1`;

describe('traceHeader', () => {
  it.each([
    ['is passed on as it is', whole],
    ['loses what Lambda adds', `${whole};Lineage=1:a87bd80c:0`],
    ['is put in order', `Parent=53995c3f42cd8ad8;Sampled=1;${Root}`],
  ])('%s', (_, header) => {
    expect(traceHeader(header)).toBe(whole);
  });

  it.each([
    ['a root alone', Root],
    ['a root of another form', whole.replace('1-67891233-', '1-6789-')],
    ['no decision about sampling', whole.replace('1', '?').replace('Sampled=1', 'Sampled=?')],
    ['nothing', ''],
    ['something else', 'trace me'],
  ])('is none where there is %s', (_, header) => {
    expect(traceHeader(header)).toBeUndefined();
  });

  it('is the running invocation’s where none is given', () => {
    expect(traceHeader()).toBeUndefined();
    jest.replaceProperty(process, 'env', { ...process.env, _X_AMZN_TRACE_ID: whole });
    expect(traceHeader()).toBe(whole);
    jest.restoreAllMocks();
  });
});
