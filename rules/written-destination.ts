import type { DeployedRule } from './deployed-rule.ts';
import type { DestinationOverlay } from './mandate-schema.ts';
import type { Path } from './yaml-tree.ts';

type Key = keyof DestinationOverlay;

/** A key of a destination where it is written: in a rule, or at the top of the mandate. */
export interface Written<K extends Key> {
  readonly path: Path;
  readonly value: NonNullable<DestinationOverlay[K]>;
}

/** Where a rule takes a key of its destination from; `undefined` when it is written nowhere. */
export function written<K extends Key>(
  key: K,
  { rule, path, base }: DeployedRule,
): Written<K> | undefined {
  const own = rule.destination?.[key];
  if (own !== undefined) return { path: [...path, 'destination', key], value: own };
  const shared = base[key];
  return shared === undefined ? undefined : { path: ['destination', key], value: shared };
}

/** With the governed regions of all rules that take it from there. */
export interface Place<K extends Key> extends Written<K> {
  readonly regions: ReadonlySet<string>;
}

/** Every place that a key is taken from by a rule that can be about a governed region. */
export function placesOf<K extends Key>(
  key: K,
  rules: readonly DeployedRule[],
): readonly Place<K>[] {
  const places = new Map<string, Place<K>>();
  for (const rule of rules.filter(({ regions }) => regions.length > 0)) {
    const place = written(key, rule);
    if (!place) continue;
    const id = place.path.join('/');
    const regions = new Set([...(places.get(id)?.regions ?? []), ...rule.regions]);
    places.set(id, { ...place, regions });
  }
  return [...places.values()];
}
