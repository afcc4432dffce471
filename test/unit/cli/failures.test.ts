import { instant, queryOf } from '../../../cli/failures/filters';
import { row } from '../../../cli/failures/rows';
import { table } from '../../../cli/table';
import { consolePage } from '../../../infra/console';
import { failure } from '../../support/failure-entries';

const NOW = Date.parse('2026-11-20T10:00:00.000Z');

describe('since', () => {
  it.each([
    ['45s', '2026-11-20T09:59:15.000Z'],
    ['30m', '2026-11-20T09:30:00.000Z'],
    ['24h', '2026-11-19T10:00:00.000Z'],
    ['7d', '2026-11-13T10:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-20T09:00:00+02:00', '2026-11-20T07:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(instant(text, NOW)).toBe(expected);
  });

  it.each(['yesterday', '', '7', '7w', '-1h', '2026-13-01'])('cannot be %j', (text) => {
    expect(() => instant(text, NOW)).toThrow('It must be like 30m');
  });
});

describe('a query', () => {
  it('asks for the usual statuses, and for nothing that was not given', () => {
    expect(queryOf({ customer: '+1' }, ['FAILED'])).toEqual({
      statuses: ['FAILED'],
      since: undefined,
      where: { vendorId: '+1' },
    });
  });

  it('asks for others where they are given', () => {
    const { statuses } = queryOf({ status: ['REPLAYED'] }, ['FAILED']);
    expect(statuses).toEqual(['REPLAYED']);
  });
});

describe('a table', () => {
  it('is as wide as what it holds', () => {
    expect(
      table([
        ['ID', 'STATUS'],
        ['1234', 'x'],
      ]),
    ).toEqual(['ID    STATUS', '1234  x']);
  });

  it('fits 100 columns, whatever the error is called, and every entry is one line', () => {
    const error = `Connect.SomethingVeryLongAndUnforeseen\n${'x'.repeat(99)}`;
    const [line = ''] = table([row(failure({ status: 'OUTCOME_UNKNOWN', error }))]);
    expect(line).toHaveLength(100);
    expect(line).toMatch(
      /^[0-9a-f]{32} {2}OUTCOME_UNKNOWN {2}11-20 10:00Z {2}from \d+ {2}Conn.*…$/,
    );
    expect(line).not.toContain('\n');
  });

  it('knows whom nobody knows', () => {
    const { vendorId: _, ...unreadable } = failure();
    expect(row(unreadable)[3]).toBe('from unknown');
  });
});

describe('a page of the console', () => {
  it.each([
    [
      'aws',
      'us-east-1',
      'https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/x',
    ],
    [
      'aws-us-gov',
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/states/home?region=us-gov-west-1#/x',
    ],
  ])('of %s is in the right place', (partition, region, url) => {
    expect(consolePage({ partition, region }, 'states', '/x')).toBe(url);
  });
});
