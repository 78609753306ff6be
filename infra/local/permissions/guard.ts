import type { Policy } from '../policy.ts';
import type { Layer } from './evaluate.ts';

/** A resource's own policies, which may deny anybody. */
export interface Guard {
  readonly account: string;
  readonly policies: readonly Policy[];
  /** Who needs to be allowed by them: principals of other accounts, or everybody, as with a KMS key. */
  readonly needs: 'strangers' | 'always';
}

/** What a resource has to say to principals of an account. */
export function guardLayer({ account, policies, needs }: Guard, asking: string): Layer {
  return { kind: 'resource', policies, mustAllow: needs === 'always' || account !== asking };
}
