import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Events } from '../events';
import { type Contact, EVENT, type NewItem } from './contact';

interface End {
  notice?: boolean | undefined;
  reason?: Contact['disconnectReason'];
}

/** What happens within a chat: agents come and go, somebody speaks, it ends. */
export class AgentDesk {
  constructor(
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  say(contact: Contact, item: NewItem) {
    const added = contact.add(item);
    this.events.emit({ type: 'message', contactId: contact.initialContactId, item: added });
    return added;
  }

  /** Somebody else than the customer says something. An agent who was not there joins first. */
  agentSays(contact: Contact, item: NewItem) {
    if (item.participantRole === 'AGENT') this.joins(contact);
    return this.say(contact, item);
  }

  joins(contact: Contact): void {
    if (contact.agentJoined) return;
    contact.agentJoined = true;
    this.tells(contact, 'participant.joined');
    this.changed(contact);
  }

  leaves(contact: Contact): void {
    contact.agentJoined = false;
    this.tells(contact, 'participant.left');
    this.changed(contact);
  }

  /** To another agent: the ContactId changes, the InitialContactId stays. */
  transfer(contact: Contact): void {
    this.tells(contact, 'participant.left');
    contact.contactId = randomUUID();
    this.tells(contact, 'transfer.succeeded');
    contact.agentJoined = true;
    this.tells(contact, 'participant.joined');
    this.changed(contact);
  }

  /** An event of the agent's, such as `typing`. */
  tells(contact: Contact, name: string): void {
    this.say(contact, {
      type: 'EVENT',
      participantRole: 'AGENT',
      displayName: 'Agent',
      contentType: `${EVENT}.${name}`,
    });
  }

  /**
   * @param notice whether the stream tells of it; Connect's topic is best effort
   * @param reason left out where no person ended it
   */
  end(contact: Contact, { notice = true, reason }: End = {}): void {
    contact.disconnectReason = reason;
    if (contact.agentJoined && notice) this.tells(contact, 'participant.left');
    contact.endedAt = this.clock.now();
    contact.agentJoined = false;
    // Whether chat.ended names a role is not documented; here it does not.
    if (notice) this.say(contact, { type: 'EVENT', contentType: `${EVENT}.chat.ended` });
    this.changed(contact);
  }

  /** Tells whoever watches that the chat's status is another. */
  changed({ summary }: Contact): void {
    this.events.emit({ type: 'contact', ...summary });
  }
}
