import { pinpointApplicationId } from './config';
import { sendThroughEndUserMessaging } from './end-user-messaging';
import type { OutgoingSms } from './outgoing-sms';
import { sendThroughPinpoint } from './pinpoint';

/**
 * Sends one SMS.
 *
 * @returns the provider's message id
 * @throws Refused, Throttled, ServiceFault where nothing was sent; anything else leaves it open
 */
export function send(sms: OutgoingSms): Promise<string> {
  return pinpointApplicationId
    ? sendThroughPinpoint(sms, pinpointApplicationId)
    : sendThroughEndUserMessaging(sms);
}
