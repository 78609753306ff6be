import * as z from 'zod';
import { checkDestinations } from './destination-check.ts';
import { isExpired } from './exemption.ts';
import { unknownFields } from './optional-fields.ts';
import type { Complaint } from './problem.ts';

/** What no schema can see: how the parts of a mandate fit together. */
export interface CrossCheck {
  readonly errors: readonly Complaint[];
  /** Worth saying, but the mandate counts. */
  readonly warnings: readonly Complaint[];
}

/**
 * Looks at a document that may be wrong in every other way: what cannot be understood is passed over here, because the
 * schema complains about it.
 *
 * @param today `YYYY-MM-DD` in UTC; left out, no exemption has expired.
 */
export function crossCheck(document: unknown, today = ''): CrossCheck {
  const { rules, exemptions } = Parts.parse(document);
  return {
    errors: [
      ...checkIdsDiffer(rules),
      ...checkRulesAreKnown(exemptions, rules),
      ...checkDestinations(document),
    ],
    warnings: [
      ...checkFieldsAreKnown(rules),
      ...checkRolloutsMatter(rules),
      ...checkNotExpired(exemptions, today),
    ],
  };
}

const Text = z.string().optional().catch(undefined);
const RulePart = z
  .object({
    id: Text,
    enforcement: Text,
    rollout: z.unknown().optional(),
    inventory: z.object({ fields: z.array(z.unknown()).catch([]) }).catch({ fields: [] }),
  })
  .catch({ id: undefined, enforcement: undefined, rollout: undefined, inventory: { fields: [] } });
const ExemptionPart = z
  .object({ rules: z.array(Text).catch([]), expires: Text })
  .catch({ rules: [], expires: undefined });
const Parts = z
  .object({ rules: z.array(RulePart).catch([]), exemptions: z.array(ExemptionPart).catch([]) })
  .catch({ rules: [], exemptions: [] });

type RulePart = z.infer<typeof RulePart>;
type ExemptionPart = z.infer<typeof ExemptionPart>;

function checkIdsDiffer(rules: readonly RulePart[]): Complaint[] {
  const ids = rules.map(({ id }) => id);
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (id === undefined || first === index) return [];
    const message = `expected an id of its own; found ${JSON.stringify(id)}, the id of rules[${first}]`;
    return [{ path: ['rules', index, 'id'], about: 'value', message }];
  });
}

function checkRulesAreKnown(
  exemptions: readonly ExemptionPart[],
  rules: readonly RulePart[],
): Complaint[] {
  const known = rules.flatMap(({ id }) => id ?? []);
  return exemptions.flatMap((exemption, index) =>
    exemption.rules.flatMap((id, place): Complaint[] => {
      if (id === undefined || known.includes(id)) return [];
      const message = `expected the id of a rule (${known.join(', ')}); found ${JSON.stringify(id)}`;
      return [{ path: ['exemptions', index, 'rules', place], about: 'value', message }];
    }),
  );
}

function checkNotExpired(exemptions: readonly ExemptionPart[], today: string): Complaint[] {
  return exemptions.flatMap(({ expires }, index): Complaint[] => {
    if (expires === undefined || !isExpired({ expires }, today)) return [];
    const message = `this exemption ended with ${expires} and no longer counts`;
    return [{ path: ['exemptions', index, 'expires'], about: 'value', message }];
  });
}

function checkRolloutsMatter(rules: readonly RulePart[]): Complaint[] {
  return rules.flatMap(({ enforcement, rollout }, index): Complaint[] => {
    if (enforcement !== 'report' || rollout === undefined) return [];
    const message = 'this rollout makes no difference: the rule only reports';
    return [{ path: ['rules', index, 'rollout'], about: 'value', message }];
  });
}

function checkFieldsAreKnown(rules: readonly RulePart[]): Complaint[] {
  return rules.flatMap(({ inventory }, index) =>
    inventory.fields.flatMap((field, place): Complaint[] => {
      if (typeof field !== 'string' || !field || unknownFields([field]).length === 0) return [];
      const message = `S3 is not known to have the optional field ${JSON.stringify(field)}; it is asked for as written`;
      return [{ path: ['rules', index, 'inventory', 'fields', place], about: 'value', message }];
    }),
  );
}
