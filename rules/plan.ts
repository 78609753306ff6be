import type { Desired, DesiredInventory } from './desired.ts';
import { differences } from './difference.ts';
import { configurationId, type Inventory, isOurs } from './inventory.ts';
import type { Mode } from './mode.ts';

/** Everything that would have to be done to one bucket, and why. Making one has changed nothing. */
export interface Plan {
  /** In the order of their ids. */
  readonly changes: readonly Change[];
  /** Ids of configurations of ours that no rule demands, sorted; under `prune` each has its delete as well. */
  readonly surplus: readonly string[];
}

export type Change = Put | Delete;

interface Put {
  readonly action: 'put';
  readonly id: string;
  readonly rule: string;
  /** Whether we may do it; not under a rule that only reports or is not rolled out yet, nor in a mode that corrects nothing. */
  readonly permitted: boolean;
  /** Why not, where the rule would let us. */
  readonly withheld?: string | undefined;
  /** A sentence for everything that differs. */
  readonly reasons: readonly string[];
  /** Absent when there is no such configuration yet. */
  readonly before?: Inventory;
  readonly after: Inventory;
}

interface Delete {
  readonly action: 'delete';
  readonly id: string;
  readonly permitted: boolean;
  readonly withheld?: undefined;
  readonly reasons: readonly string[];
  readonly before: Inventory;
}

/**
 * Compares what the mandate demands with what S3 has, whole configurations against whole ones. A configuration that is
 * not ours never appears in a change. Carrying the permitted changes out and planning again gives no permitted change.
 *
 * @param observed all configurations of the bucket in canonical form, in any order.
 */
export function planChanges(desired: Desired, observed: readonly Inventory[]): Plan {
  const surplus = desired.ungoverned ? [] : surplusOf(desired, observed);
  const puts = putsOf(desired.inventories, observed);
  const deletes = desired.prune ? surplus.map(removal) : [];
  return {
    changes: [...puts, ...deletes].toSorted(byId),
    surplus: surplus.map(idOf).toSorted(inOrder),
  };
}

/** The plan as it stands in a mode: in any but `correct` nothing of it is permitted, whatever the mandate lets us do. */
export function planIn(mode: Mode, plan: Plan): Plan {
  if (mode === 'correct') return plan;
  return { ...plan, changes: plan.changes.map((change) => ({ ...change, permitted: false })) };
}

/** The changes that we may carry out. */
export function permitted({ changes }: Pick<Plan, 'changes'>): readonly Change[] {
  return changes.filter((change) => change.permitted);
}

function surplusOf({ inventories, kept }: Desired, observed: readonly Inventory[]): Inventory[] {
  const accounted = new Set([
    ...inventories.map(({ inventory }) => inventory.Id),
    ...kept.map(configurationId),
  ]);
  return observed.filter(({ Id }) => isOurs(Id) && !accounted.has(Id));
}

function putsOf(wanted: readonly DesiredInventory[], observed: readonly Inventory[]): Put[] {
  const byIdentity = new Map(observed.map((inventory) => [inventory.Id, inventory]));
  let total = observed.length;
  return wanted.flatMap((one) => {
    const before = byIdentity.get(one.inventory.Id);
    if (before) return replacement(one, before);
    total += 1;
    return addition(one, total);
  });
}

function replacement(wanted: DesiredInventory, before: Inventory): Put[] {
  const reasons = differences(before, wanted.inventory);
  return reasons.length > 0 ? [{ ...put(wanted), reasons, before }] : [];
}

/** S3 allows so many per bucket and refuses the next (facts A.4). */
const MOST_CONFIGURATIONS = 1_000;

function addition(wanted: DesiredInventory, total: number): Put[] {
  const absent = `there is no configuration ${wanted.inventory.Id}`;
  const full = 'the bucket holds 1,000 configurations already, the most that S3 allows';
  const reasons = total > MOST_CONFIGURATIONS ? [absent, full] : [absent];
  return [{ ...put(wanted), reasons }];
}

function put({ rule, enforcement, withheld, inventory }: DesiredInventory) {
  return {
    action: 'put',
    id: inventory.Id,
    rule,
    permitted: enforcement === 'correct' && withheld === undefined,
    ...(withheld && { withheld }),
    after: inventory,
  } as const;
}

function removal(before: Inventory): Delete {
  const reasons = ['no rule demands it, and the mandate says prune'];
  return { action: 'delete', id: before.Id, permitted: true, reasons, before };
}

function idOf({ Id }: Inventory): string {
  return Id;
}

function byId(a: Change, b: Change): number {
  return inOrder(a.id, b.id);
}

/** No two ids of a bucket are the same. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : 1;
}
