import { DAY, epochSeconds, HOUR, isoTime, MINUTE } from '../../../domain/clock';
import { EnvironmentError, numberEnv, optionalEnv, requiredEnv } from '../../../domain/environment';
import { useStoppedClock } from '../../support/stopped-clock';

const key = 'ENVIRONMENT_TEST';

function set(value: string | undefined): void {
  if (value === undefined) delete process.env[key];
  else process.env[key] = value;
}

afterEach(() => set(undefined));

describe('requiredEnv', () => {
  it('gives the value', () => {
    set('session');
    expect(requiredEnv(key)).toBe('session');
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['blank', '  '],
  ])('names a key that is %s', (_, value) => {
    set(value);
    expect(() => requiredEnv(key)).toThrow(EnvironmentError);
    expect(() => requiredEnv(key)).toThrow('The environment variable ENVIRONMENT_TEST is missing.');
  });
});

describe('optionalEnv', () => {
  it.each([
    ['the value where there is one', 'v26.0', 'v26.0'],
    ['the fallback where it is missing', undefined, 'fallback'],
    ['the fallback where it is empty', '', 'fallback'],
    ['the fallback where it is blank', ' ', 'fallback'],
  ])('gives %s', (_, value, expected) => {
    set(value);
    expect(optionalEnv(key, 'fallback')).toBe(expected);
  });

  it('gives undefined where there is neither a value nor a fallback', () => {
    expect(optionalEnv(key)).toBeUndefined();
  });
});

describe('numberEnv', () => {
  it.each([
    ['the number where there is one', '1500', 1500],
    ['a zero that is meant', '0', 0],
    ['a number that stands among blanks', ' 30 ', 30],
    ['the fallback where it is missing', undefined, 7],
    ['the fallback where it is empty, not zero', '', 7],
    ['the fallback where it is blank, not zero', '  ', 7],
  ])('gives %s', (_, value, expected) => {
    set(value);
    expect(numberEnv(key, 7)).toBe(expected);
  });

  it.each([
    ['a word', 'ten', 0],
    ['a number with a unit', '10s', 0],
    ['no number at all', 'NaN', 0],
    ['a number without end', 'Infinity', 0],
    ['a number below the minimum', '59', 60],
    ['zero where at least one is needed', '0', 1],
  ])('refuses %s', (_, value, min) => {
    set(value);
    expect(() => numberEnv(key, 7, min)).toThrow(
      `The environment variable ENVIRONMENT_TEST must be a number from ${min} up, not "${value}".`,
    );
  });

  it('takes the minimum itself', () => {
    set('60');
    expect(numberEnv(key, 1500, 60)).toBe(60);
  });
});

const clock = useStoppedClock();

describe('epochSeconds', () => {
  it.each([
    ['whole seconds', 1_795_168_800_000, 1_795_168_800],
    ['seconds begun', 1_795_168_800_999, 1_795_168_800],
  ])('counts %s, as a time-to-live attribute needs', (_, at, expected) => {
    expect(epochSeconds(at)).toBe(expected);
  });

  it('is the present without an argument', () => {
    expect(epochSeconds()).toBe(Date.parse(clock.iso()) / 1000);
  });
});

describe('isoTime', () => {
  it('has milliseconds and is in UTC', () => {
    expect(isoTime(1_795_168_800_007)).toBe('2026-11-20T10:00:00.007Z');
  });

  it('is the present without an argument', () => {
    expect(isoTime()).toBe(clock.iso());
  });
});

it('measures spans in seconds', () => {
  expect([MINUTE, HOUR, DAY]).toEqual([60, 3_600, 86_400]);
});
