import type { Keys } from '../keys.ts';
import type { AuthorityWorld } from '../permissions/authority.ts';
import type { Queues } from '../queues.ts';
import type { Topics } from '../topics.ts';

interface Guarded {
  readonly queues: Pick<Queues, 'find'>;
  readonly topics: Pick<Topics, 'find'>;
  readonly keys: Pick<Keys, 'find'>;
}

/**
 * What queues, topics and keys have to say to callers. Those that ask elsewhere for a key are told that it is not there. S3
 * brings its own guards along; event buses are asked for each entry of a call, and roles by STS, which gives one text for all.
 */
export function guardsOf({ queues, topics, keys }: Guarded): AuthorityWorld['guardAt'] {
  return (arn, region) => {
    const open = queues.find(arn)?.settings ?? topics.find(arn);
    if (open) return { ...open, needs: 'strangers' };
    const key = keys.find(arn);
    if (key?.region !== region) return undefined;
    return { account: key.account, policies: [key.policy.document], needs: 'always' };
  };
}
