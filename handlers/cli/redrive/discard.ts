import { claimLetter } from '../../../infra/aws/letter-claim.ts';
import { dropLetter, type KeptLetter } from '../../../infra/aws/letters.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { complaint } from '../complaint.ts';
import type { Ending } from './ending.ts';

/** Throws letters away, but for those that are underway: nobody knows yet what comes of them. */
export async function* discard(
  cloud: Cloud,
  letters: readonly KeptLetter[],
): AsyncGenerator<Ending> {
  for (const letter of letters) yield await discardOne(cloud, letter);
}

async function discardOne(cloud: Cloud, letter: KeptLetter): Promise<Ending> {
  try {
    if (!(await claimLetter(cloud, letter, cloud.clock.now()))) return { how: 'skipped' };
    await dropLetter(cloud, letter.id);
    return { how: 'discarded' };
  } catch (error) {
    const { id, about } = letter;
    return { how: 'failed', letter: id, about, why: complaint(error) };
  }
}
