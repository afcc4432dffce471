import { pinpointApplicationId } from './config';
import { sendThroughEndUserMessaging } from './end-user-messaging';
import { sendThroughPinpoint } from './pinpoint';

/** One SMS on its way: from the number that the customer wrote to. */
export interface OutgoingSms {
  from: string;
  to: string;
  text: string;
}

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
