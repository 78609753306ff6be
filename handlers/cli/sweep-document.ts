import type { Sweep } from '../../infra/aws/sweeps.ts';

/** How far a sweep has got, for machines. */
export function sweepDocument({ number, phase, openedAt, closedAt, scope, mandate, why }: Sweep) {
  return {
    number,
    phase,
    openedAt: isoOf(openedAt),
    ...(closedAt !== undefined && { closedAt: isoOf(closedAt) }),
    ...(scope.length > 0 && { scope }),
    mandate,
    ...(phase === 'held' && why && { why }),
  };
}

/** The same with its time as machines read it. */
export function withIsoTime<Sum extends { readonly at?: number | undefined }>({ at, ...sum }: Sum) {
  return { ...(at !== undefined && { at: isoOf(at) }), ...sum };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
