import { timeouts } from '../../domain/clients/timeouts';
import { optionalEnv } from '../../domain/environment';

/** Set: send through Amazon Pinpoint's SendMessages, as this application. Otherwise: AWS End User Messaging. */
export const pinpointApplicationId = optionalEnv('PINPOINT_APP_ID');

/** A provider that has not answered by then leaves the outcome open. */
export const sendTimeouts = timeouts(8_000);
