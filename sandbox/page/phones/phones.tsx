import { useEffect, useRef } from 'preact/hooks';
import { addCustomer, customer, customers, keyOf, threads } from '../store/customers';
import type { Customer } from '../store/types';
import { customerKey } from '../store/view';
import { Phone } from './phone';

/** Any number of customers, and the phone of the one that was chosen. */
export function Phones() {
  const chosen = customer.value;
  return (
    <section class="column phones" aria-labelledby="phones-title">
      <header>
        <h2 id="phones-title">Customers</h2>
        <button type="button" onClick={() => addCustomer('sms')} aria-label="Add an SMS customer">
          + SMS
        </button>
        <button
          type="button"
          onClick={() => addCustomer('facebook')}
          aria-label="Add a Messenger customer"
        >
          + Messenger
        </button>
      </header>
      {customers.value.length > 0 && (
        <ul class="people" aria-label="Customers">
          {customers.value.map((one) => (
            <Person key={keyOf(one)} customer={one} isChosen={one === chosen} />
          ))}
        </ul>
      )}
      {chosen ? <Phone key={keyOf(chosen)} customer={chosen} /> : <Empty />}
    </section>
  );
}

function Person({ customer: one, isChosen }: { customer: Customer; isChosen: boolean }) {
  const last = threads.value.get(keyOf(one))?.at(-1);
  const own = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) own.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const choose = () => {
    customerKey.value = keyOf(one);
  };
  return (
    <li ref={own}>
      <button type="button" aria-pressed={isChosen} onClick={choose}>
        <span class={`avatar ${one.channel}`} aria-hidden="true">
          {one.channel === 'sms' ? 'SMS' : 'M'}
        </span>
        <span class="who">{one.id}</span>
        <span class="last" dir="auto">
          {last?.text ?? 'has not written yet'}
        </span>
      </button>
    </li>
  );
}

function Empty() {
  return (
    <div class="empty">
      <svg viewBox="0 0 48 80" aria-hidden="true">
        <rect x="2" y="2" width="44" height="76" rx="9" />
        <path d="M18 9h12M10 24h20v9H10zM18 40h20v9H18zM10 56h14v9H10z" />
      </svg>
      <p>
        Nobody has written yet. Add a customer, or press <em>Write as a customer</em> above.
      </p>
    </div>
  );
}
