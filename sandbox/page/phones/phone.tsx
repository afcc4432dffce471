import { Button } from '../parts/button';
import { Channel } from '../parts/channel';
import { Composer } from '../parts/composer';
import { Conversation } from '../parts/conversation';
import { useNext } from '../parts/next';
import { attach, burst, tap, write } from '../store/actions';
import { type Bubble, type Choice, keyOf, threads } from '../store/customers';
import type { Customer } from '../store/types';
import { PhoneBubble } from './phone-bubble';

const NONE: Bubble[] = [];

/** What a customer sees and can do. */
export function Phone({ customer }: { customer: Customer }) {
  const key = keyOf(customer);
  const thread = threads.value.get(key) ?? NONE;
  const choices = thread.at(-1)?.choices ?? [];
  return (
    <article class="phone" aria-label={`Phone of ${customer.id}`}>
      <header>
        <h3>{customer.id}</h3>
        <Channel channel={customer.channel} />
      </header>
      <Conversation
        label={`Messages of ${customer.id}`}
        items={thread}
        render={(bubble) => <PhoneBubble key={bubble.id} bubble={bubble} />}
      />
      {choices.length > 0 && <QuickReplies customer={customer} choices={choices} />}
      <Composer
        of={key}
        label={`Message from ${customer.id}`}
        placeholder="Write as this customer"
        send={(text) => write(customer, text)}
      />
      <More customer={customer} />
    </article>
  );
}

function QuickReplies({ customer, choices }: { customer: Customer; choices: Choice[] }) {
  return (
    <fieldset class="choices" ref={useNext<HTMLFieldSetElement>('.composer textarea')}>
      <legend class="hidden">Quick replies</legend>
      {choices.map((choice) => (
        <Button key={choice.payload} dir="auto" press={() => tap(customer, choice)}>
          {choice.title}
        </Button>
      ))}
    </fieldset>
  );
}

function More({ customer }: { customer: Customer }) {
  return (
    <div class="more">
      <Button press={() => burst(customer)}>Burst of 5</Button>
      {customer.channel === 'facebook' ? (
        <>
          <Button aria-label="Send a photo" press={() => attach(customer, 'image')}>
            Photo
          </Button>
          <Button aria-label="Send a file" press={() => attach(customer, 'file')}>
            File
          </Button>
        </>
      ) : (
        <Button aria-label="Send STOP" press={() => write(customer, 'STOP')}>
          STOP
        </Button>
      )}
    </div>
  );
}
