import { parse } from '../../../../channels/facebook/parse';
import { eventOf, webhookOf } from '../../../support/facebook';
import { fixture } from '../../../support/fixture';

function contentsOf(body: unknown) {
  return parse(body, '2026-11-20T10:00:02.000Z').map((event) =>
    event.type === 'message' ? event.message.content : event,
  );
}

const CDN = 'https://scontent.xx.fbcdn.net/v';

describe('Messenger attachments', () => {
  it.each([
    [
      'one image',
      'image',
      [{ kind: 'image', url: `${CDN}/t1.15752-9/parcel.jpg?oh=03_Q7c&oe=67A1` }],
    ],
    [
      'several, in their order',
      'several-attachments',
      [
        { kind: 'image', url: `${CDN}/front.jpg` },
        { kind: 'video', url: 'https://video.xx.fbcdn.net/v/unboxing.mp4' },
        { kind: 'audio', url: 'https://cdn.fbsbx.com/v/audioclip-1.mp4' },
        { kind: 'file', url: 'https://cdn.fbsbx.com/v/invoice.pdf' },
      ],
    ],
    ['a sticker other than the thumbs-up', 'sticker', [{ kind: 'sticker', url: `${CDN}/cat.png` }]],
    ['a fallback without a payload', 'fallback-without-payload', [{ kind: 'fallback' }]],
    [
      'a location, by its map',
      'location',
      [
        {
          kind: 'location',
          url: 'https://www.facebook.com/l.php?u=https%3A%2F%2Fwww.bing.com%2Fmaps',
        },
      ],
    ],
    ['a kind without a file', 'appointment-booking', [{ kind: 'appointment_booking' }]],
  ])('are kept with kind and link: %s', (_, name, items) => {
    expect(contentsOf(fixture(`facebook/${name}`))).toEqual([{ type: 'attachments', items }]);
  });

  it.each([
    [
      'a caption',
      'attachment-with-text',
      'This is the dent.',
      { kind: 'image', url: `${CDN}/dent.jpg` },
    ],
    [
      'the words around a shared link',
      'shared-link',
      'https://shop.example/blue-lamp',
      {
        kind: 'fallback',
        url: 'https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2Fblue-lamp',
      },
    ],
    [
      'the words beside something unavailable',
      'fallback-with-null',
      'look at this',
      { kind: 'fallback' },
    ],
  ])('keep their text: %s', (_, name, text, item) => {
    expect(contentsOf(fixture(`facebook/${name}`))).toEqual([
      { type: 'attachments', items: [item], text },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'ftp://files.example/a.pdf',
    ' https://files.example/a.pdf',
    '//files.example/a.pdf',
    'https://',
    '',
  ])('have no link that an agent should not open: "%s"', (url) => {
    const attachments = [{ type: 'file', payload: { url } }];
    expect(contentsOf(webhookOf(eventOf({ message: { mid: 'm_1', attachments } })))).toEqual([
      { type: 'attachments', items: [{ kind: 'file' }] },
    ]);
  });

  it.each([
    ['text', '369239263222822x'],
    ['another number', 7],
    ['a big number as text', '369239263222822'],
    ['null', null],
    ['an object', { id: 1 }],
  ])('are read whatever Meta gives as the id of a sticker: %s', (_, sticker_id) => {
    const attachments = [{ type: 'image', payload: { url: `${CDN}/cat.png`, sticker_id } }];
    const event = eventOf({ message: { mid: 'm_1', text: null, attachments } });
    expect(contentsOf(webhookOf(event))).toEqual([
      { type: 'attachments', items: [{ kind: 'image', url: `${CDN}/cat.png` }] },
    ]);
  });

  it.each([
    ['payload', { payload: null }],
    ['link', { payload: { url: null }, url: null }],
  ])('are kept without a link where Meta writes null for the %s', (_, nulls) => {
    const event = eventOf({ message: { mid: 'm_1', attachments: [{ type: 'file', ...nulls }] } });
    expect(contentsOf(webhookOf(event))).toEqual([
      { type: 'attachments', items: [{ kind: 'file' }] },
    ]);
  });

  it.each([
    ['text', { text: 'thanks' }, []],
    ['another attachment', {}, [{ type: 'image', payload: { url: `${CDN}/a.jpg` } }]],
  ])('stay attachments where a thumbs-up comes with %s', (_, message, others) => {
    const like = { type: 'sticker', payload: { sticker_id: 369239263222822 } };
    const event = eventOf({ message: { mid: 'm_1', ...message, attachments: [like, ...others] } });
    expect(contentsOf(webhookOf(event))).toMatchObject([
      {
        type: 'attachments',
        items: [{ kind: 'sticker' }, ...others.map(() => ({ kind: 'image' }))],
      },
    ]);
  });
});
