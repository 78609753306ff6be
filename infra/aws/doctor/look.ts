import type { Looked } from '../../../rules/doctor/looked.ts';
import { errorName, failureOf } from '../failure.ts';

/** What a look brings. Its failure is an answer too: that of a doctor who could not see. */
export async function look<Facts>(ask: () => Promise<Facts>): Promise<Looked<Facts>> {
  try {
    return { seen: await ask() };
  } catch (error) {
    const { cause, message } = failureOf(error);
    return { refused: { cause, message } };
  }
}

/** A look for something that may not be there: `absent` are AWS's names for that. */
export function lookFor<Facts>(
  absent: readonly string[],
  ask: () => Promise<Facts>,
): Promise<Looked<Facts | undefined>> {
  return look<Facts | undefined>(() =>
    ask().catch((error: unknown) => {
      if (absent.includes(errorName(error))) return undefined;
      throw error;
    }),
  );
}
