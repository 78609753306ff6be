import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Desired } from '../../rules/desired.ts';
import { differences } from '../../rules/difference.ts';
import { canonical, type Inventory, isOurs, sameInventory } from '../../rules/inventory.ts';
import { judge } from '../../rules/judge.ts';
import { type Change, permitted, planChanges } from '../../rules/plan.ts';
import { bucketFacts, looseInventory, mandate, observed } from './arbitraries.ts';

const TODAY = '2026-11-24';

const situation = fc
  .record({ mandate, facts: bucketFacts, observed })
  .map(({ mandate, facts, observed }) => ({
    mandate,
    facts,
    desired: judge(mandate, facts, TODAY).desired,
    observed: observed.map(canonical),
  }));

/** What S3 would have afterwards. */
function applied(changes: readonly Change[], before: readonly Inventory[]): Inventory[] {
  const byId = new Map(before.map((inventory) => [inventory.Id, inventory]));
  for (const change of changes) {
    if (change.action === 'put') byId.set(change.id, change.after);
    else byId.delete(change.id);
  }
  return [...byId.values()];
}

function applyPermitted(desired: Desired, before: readonly Inventory[]): Inventory[] {
  return applied(permitted(planChanges(desired, before)), before);
}

describe('planChanges', () => {
  test('converges: once what is permitted has been applied, nothing permitted is left', () => {
    fc.assert(
      fc.property(situation, ({ desired, observed }) => {
        const after = applyPermitted(desired, observed);

        expect(permitted(planChanges(desired, after))).toEqual([]);
      }),
    );
  });

  test('is idempotent: applying it again changes nothing', () => {
    fc.assert(
      fc.property(situation, ({ desired, observed }) => {
        const once = applyPermitted(desired, observed);

        expect(applyPermitted(desired, once)).toEqual(once);
      }),
    );
  });

  test('applied in full, nothing is left at all but surplus that stays', () => {
    fc.assert(
      fc.property(situation, ({ desired, observed }) => {
        const after = applied(planChanges(desired, observed).changes, observed);

        expect(planChanges(desired, after).changes).toEqual([]);
      }),
    );
  });

  test('never touches what is foreign', () => {
    fc.assert(
      fc.property(situation, ({ desired, observed }) => {
        const { changes, surplus } = planChanges(desired, observed);

        expect([...changes.map(({ id }) => id), ...surplus].filter((id) => !isOurs(id))).toEqual(
          [],
        );
      }),
    );
  });

  test('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(situation, ({ mandate, facts, desired, observed }) => {
        const reversed = { ...mandate, rules: mandate.rules.toReversed() };
        const other = judge(reversed, facts, TODAY).desired;

        const plan = planChanges(other, observed.toReversed());

        expect(plan).toEqual(planChanges(desired, observed));
      }),
    );
  });

  test('removes only under prune, and never what is kept', () => {
    fc.assert(
      fc.property(situation, ({ desired, observed }) => {
        const deleted = planChanges(desired, observed).changes.filter(
          ({ action }) => action === 'delete',
        );

        const allowed = deleted.filter(
          ({ id }) => desired.prune && !desired.kept.some((rule) => id === `stocktake-${rule}`),
        );
        expect(allowed).toEqual(deleted);
      }),
    );
  });

  test('a rule that does not match never changes the plan', () => {
    fc.assert(
      fc.property(situation, ({ mandate, facts, desired, observed }) => {
        const applying = judge(mandate, facts, TODAY).rules.map(({ applies }) => applies !== false);
        const rules = mandate.rules.filter((_, index) => applying[index]);

        const without = judge({ ...mandate, rules }, facts, TODAY).desired;

        expect(planChanges(without, observed)).toEqual(planChanges(desired, observed));
      }),
    );
  });
});

describe('canonical', () => {
  test('of canonical is canonical', () => {
    fc.assert(
      fc.property(looseInventory, (loose) => {
        const once = canonical(loose);

        expect(JSON.stringify(canonical(once))).toBe(JSON.stringify(once));
      }),
    );
  });

  test('two configurations are the same exactly when nothing differs', () => {
    fc.assert(
      fc.property(looseInventory, looseInventory, (one, other) => {
        const found = differences(canonical(one), canonical(other));

        expect(found.length === 0).toBe(sameInventory(one, other));
      }),
    );
  });
});
