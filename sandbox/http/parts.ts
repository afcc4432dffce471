import type { Pipeline } from '../pipeline';
import type { World } from '../world';

/** What the routes act on. */
export interface Parts {
  world: World;
  pipeline: Pipeline;
}
