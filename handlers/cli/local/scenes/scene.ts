import type { Exhibit } from '../stage/exhibit.ts';
import type { Stage } from '../stage.ts';

/** One scene: what is done, what should come of it, and a look whether it did. */
export interface Scene {
  readonly title: string;
  readonly expected: string;
  /** Plays the scene and says what came of it. Throws if it is not what was expected. */
  play(stage: Stage): Promise<Told>;
}

/** What came of a scene: in a sentence, and what somebody got to see. */
export type Told = string | { readonly saw: string; readonly exhibits: readonly Exhibit[] };
