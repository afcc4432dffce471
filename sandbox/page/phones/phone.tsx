import { Channel } from '../parts/channel';
import { Composer } from '../parts/composer';
import { Conversation } from '../parts/conversation';
import { attach, burst, tap, write } from '../store/actions';
import { type Bubble, keyOf, threads } from '../store/customers';
import type { Customer } from '../store/types';
import { PhoneBubble } from './phone-bubble';

const NONE: Bubble[] = [];

/** What a customer sees and can do. */
export function Phone({ customer }: { customer: Customer }) {
  const thread = threads.value.get(keyOf(customer)) ?? NONE;
  const last = thread.at(-1);
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
      {last && last.choices.length > 0 && (
        <fieldset class="choices">
          <legend class="hidden">Quick replies</legend>
          {last.choices.map((choice) => (
            <button type="button" key={choice.payload} onClick={() => tap(customer, choice)}>
              {choice.title}
            </button>
          ))}
        </fieldset>
      )}
      <Composer
        label={`Message from ${customer.id}`}
        placeholder="Write as this customer"
        send={(text) => write(customer, text)}
      />
      <More customer={customer} />
    </article>
  );
}

function More({ customer }: { customer: Customer }) {
  return (
    <div class="more">
      <button type="button" onClick={() => burst(customer)}>
        Burst of 5
      </button>
      {customer.channel === 'facebook' ? (
        <>
          <button type="button" aria-label="Send a photo" onClick={() => attach(customer, 'image')}>
            Photo
          </button>
          <button type="button" aria-label="Send a file" onClick={() => attach(customer, 'file')}>
            File
          </button>
        </>
      ) : (
        <button type="button" aria-label="Send STOP" onClick={() => write(customer, 'STOP')}>
          STOP
        </button>
      )}
    </div>
  );
}
