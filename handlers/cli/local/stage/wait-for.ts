const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 15;

/** What a look shows, and whether it is what was waited for. */
export interface Look {
  readonly asWanted: boolean;
  readonly saw: string;
}

/** Looks until it is as wanted, and says what was seen then. Throws if it does not come to that in a few seconds. */
export async function waitFor(look: () => Promise<Look>): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { asWanted, saw } = await look();
    if (asWanted) return saw;
    if (Date.now() > deadline) throw new Error(`after ${PATIENCE_MS / 1_000} s: ${saw}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
