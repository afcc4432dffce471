import type { Capabilities } from '../channel';

/** GSM 03.38 basic set; what follows the line break counts two. */
const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_EXTENDED = '^{}\\[]~|€\f';

/** The longest concatenated message: 10 parts of 153 septets, or of 67 UCS-2 units less the odd ones. */
const GSM_LIMIT = 1530;
const UCS2_LIMIT = 630;

/**
 * Whether a text goes out as one message. AWS End User Messaging user guide, "SMS character
 * limits": tighter than the 1,600 characters that the API itself takes.
 */
function fits(text: string): boolean {
  const septets = gsmSeptets(text);
  return septets === undefined ? text.length <= UCS2_LIMIT : septets <= GSM_LIMIT;
}

/** The length in GSM 03.38 septets; undefined where a character forces UCS-2. */
function gsmSeptets(text: string): number | undefined {
  let septets = 0;
  for (const character of text) {
    if (GSM_BASIC.includes(character)) septets += 1;
    else if (GSM_EXTENDED.includes(character)) septets += 2;
    else return undefined;
  }
  return septets;
}

export const capabilities: Capabilities = { name: 'sms', fits };
