import * as z from 'zod';
import { attachable, ControlPolicyDocument } from './control-policies.ts';

const account = 'an account id: 12 digits in quotes';
const AccountId = z
  .string({ error: `expected ${account}` })
  .regex(/^\d{12}$/, `expected ${account}`);

const Region = z
  .string({ error: 'expected a region code, like eu-west-1' })
  .regex(/^[a-z]{2,}(-[a-z]+)+-\d$/, 'expected a region code, like eu-west-1');

const units = 'expected names of units from the root down, like Workloads/Production';

const SeedAccountDocument = z.strictObject(
  {
    id: AccountId,
    name: z
      .string({ error: 'expected a name' })
      .min(1, 'expected a name')
      .max(50, 'at most 50 characters'),
    unit: z
      .string({ error: units })
      .regex(/^[^/\s][^/]*(\/[^/]+)*$/, units)
      .default(''),
    state: z
      .enum(['ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED'], {
        error: 'expected ACTIVE, SUSPENDED, PENDING_ACTIVATION, PENDING_CLOSURE or CLOSED',
      })
      .default('ACTIVE'),
    tags: z
      .record(z.string(), z.string({ error: 'expected a text' }), {
        error: 'expected tags: a text for each key, like { tier: gold }',
      })
      .default({}),
    role: z
      .enum(['present', 'missing'], { error: 'expected present or missing' })
      .default('present'),
  },
  { error: 'expected an account: id and name, and if you like unit, tags, state and role' },
);

const OrganizationDocument = z.strictObject(
  {
    id: z
      .string({ error: 'expected an id like o-a1b2c3d4e5' })
      .regex(/^o-[a-z0-9]{10,32}$/, 'expected an id like o-a1b2c3d4e5'),
    managementAccount: AccountId,
  },
  { error: 'expected the organization: id and managementAccount' },
);

const SeedShape = z.strictObject({
  organization: OrganizationDocument,
  hub: z.strictObject(
    { account: AccountId, region: Region },
    { error: 'expected the hub: account and region' },
  ),
  destination: z.strictObject(
    { account: AccountId },
    { error: 'expected the destination of reports: account' },
  ),
  regions: z
    .array(Region, { error: 'expected a list of region codes' })
    .min(1, 'expected at least one region'),
  accounts: z.array(SeedAccountDocument, { error: 'expected a list of accounts' }).default([]),
  serviceControlPolicies: z
    .array(ControlPolicyDocument, { error: 'expected a list of service control policies' })
    .default([]),
});

/** A seed as it is written. */
export const SeedDocument = SeedShape.superRefine((document, context) => {
  const { hub, regions, accounts, organization } = document;
  const refuse: Refuse = (path, message) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  if (!regions.includes(hub.region)) {
    refuse(['hub', 'region'], `expected one of the regions: ${regions.join(', ')}`);
  }
  for (const [at, { id }] of accounts.entries()) {
    const isRepeated = accounts.findIndex((other) => other.id === id) < at;
    if (isRepeated) refuse(['accounts', at, 'id'], `${id} is listed twice`);
  }
  for (const [at, { id, state }] of accounts.entries()) {
    const isNeeded = id === hub.account || id === organization.managementAccount;
    if (isNeeded && state !== 'ACTIVE') {
      refuse(['accounts', at, 'state'], 'the hub and the management account must be ACTIVE');
    }
  }
  refuseUnattachable(document, refuse);
});
export type SeedDocument = z.infer<typeof SeedDocument>;

type Refuse = (path: readonly (string | number)[], message: string) => void;

function refuseUnattachable(document: z.infer<typeof SeedShape>, refuse: Refuse): void {
  const known = attachable(document);
  for (const [at, { targets }] of document.serviceControlPolicies.entries()) {
    for (const [position, target] of targets.entries()) {
      if (known.has(target)) continue;
      const place = ['serviceControlPolicies', at, 'targets', position];
      refuse(place, `${target} is neither root, nor a unit, nor an account of the organization`);
    }
  }
}
