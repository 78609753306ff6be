import type { Exhibit } from '../stage/exhibit.ts';
import type { Stage } from '../stage.ts';

/** Lets time pass, pause by pause, and shows the mail that tells the news by then. */
export async function hearsAfter(
  stage: Stage,
  news: string,
  pauses: readonly number[],
): Promise<Exhibit[]> {
  for (const pause of pauses) await stage.skip(pause);
  return stage.hears(news);
}
