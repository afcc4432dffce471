import * as z from 'zod';
import { optionalEnv, requiredEnv } from '../../domain/environment';
import { cachedSecret } from '../../domain/secret';

const secretSchema = z.object({
  /** Page access token. */
  PAGE_TOKEN: z.string().min(1),
  /** The app's secret, which signs webhooks and proves our calls. */
  APP_SECRET: z.string().min(1),
  /** Chosen freely, and entered at Meta together with the webhook's URL. */
  VERIFY_TOKEN: z.string().min(1),
});

export type FacebookSecret = z.infer<typeof secretSchema>;

export const facebookSecret = cachedSecret(requiredEnv('FB_SECRET_ARN'), secretSchema);

export const graphApiUrl = optionalEnv('GRAPH_API_URL', 'https://graph.facebook.com');
export const graphApiVersion = optionalEnv('GRAPH_API_VERSION', 'v26.0');

/** The Send API is usually done within a second; after this, the outcome is open. */
export const SEND_TIMEOUT_MS = 8_000;
