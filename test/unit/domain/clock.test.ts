import { DAY, epochSeconds, HOUR, isoTime, MINUTE } from '../../../domain/clock';
import { useStoppedClock } from '../../support/stopped-clock';

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
