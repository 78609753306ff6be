import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';

/** Parts of an update that claims an item for whoever wants to tell something of it. */
interface Claim {
  /** `SET` assignments. */
  readonly assignments: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

/**
 * A claim that nobody else has while it is fresh. It knows itself again: the SDK repeats a write whose answer got lost, and
 * must not find itself shut out by its own first attempt.
 *
 * @param patience milliseconds after which a claim is void: whoever had it is believed dead.
 */
export function claimOf({ clock, random }: Cloud, patience: number): Claim {
  const now = clock.now();
  return {
    assignments: 'telling = :now, teller = :teller',
    condition: '(attribute_not_exists(telling) OR telling < :void OR teller = :teller)',
    values: {
      ':now': { N: String(now) },
      ':void': { N: String(now - patience) },
      ':teller': { S: `${now}-${random()}` },
    },
  };
}
