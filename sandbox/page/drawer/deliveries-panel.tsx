import { useSignal } from '@preact/signals';
import { Channel } from '../parts/channel';
import { Earlier } from '../parts/earlier';
import { timeOf } from '../parts/format';
import { Json } from '../parts/json';
import { moves } from '../store/moves';

const PAGE = 50;

/** What providers delivered here, and what was sent through them. */
export function DeliveriesPanel() {
  const count = useSignal(PAGE);
  const all = moves.value;
  if (all.length === 0) return <p class="nothing">Nothing has arrived and nothing was sent yet.</p>;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Direction</th>
            <th scope="col">Channel</th>
            <th scope="col">Customer</th>
            <th scope="col">Text</th>
            <th scope="col">Answer</th>
            <th scope="col">Payload</th>
          </tr>
        </thead>
        <tbody>
          {all
            .slice(0, count.value)
            .map(({ id, at, isInbound, channel, who, text, answer, payload }) => (
              <tr key={id}>
                <td>{timeOf(at)}</td>
                <td>{isInbound ? '→ in' : '← out'}</td>
                <td>
                  <Channel channel={channel} />
                </td>
                <td>{who}</td>
                <td class="wide" dir="auto">
                  {text}
                </td>
                <td>{answer}</td>
                <td>
                  <details>
                    <summary>JSON</summary>
                    <Json label="Payload" value={payload} />
                  </details>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <Earlier total={all.length} count={count} step={PAGE} />
    </>
  );
}
