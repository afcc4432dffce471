import { epochSeconds, isoTime } from '../../domain/clock';
import type { CommonOptions } from '../command';
import { findTarget } from '../stack/target';
import { table } from '../table';
import type { Run } from '../terminal';
import { findSessions, type ShownSession } from './find';

export interface SessionsOptions extends CommonOptions {
  channel?: string;
  business?: string;
}

/** Prints the sessions of a customer. Exit code 2 where there is none. */
export async function showSessions(
  vendorId: string,
  { channel, business: businessId, ...options }: SessionsOptions,
  run: Run,
): Promise<void> {
  const target = await findTarget(options);
  if (!(channel && businessId)) {
    run.stderr.write(
      'Looking through the whole table: --channel and --business together are faster.\n',
    );
  }
  const sessions = await findSessions(target, { vendorId, channel, businessId });
  const texts = sessions.map((one) => (options.json ? JSON.stringify(shown(one)) : sheet(one)));
  if (texts.length > 0) run.stdout.write(`${texts.join(options.json ? '\n' : '\n\n')}\n`);
  else {
    run.stderr.write('This customer has no session: the next message starts a chat.\n');
    run.exitCode = 2;
  }
}

/** DynamoDB deletes what has expired late; to the application it is gone. */
function shown({ ttl, ...session }: ShownSession) {
  return { ...session, expiresAt: isoTime(ttl * 1000), expired: ttl <= epochSeconds() };
}

function sheet(session: ShownSession): string {
  return table(Object.entries(shown(session)).map(([name, value]) => [name, String(value)])).join(
    '\n',
  );
}
