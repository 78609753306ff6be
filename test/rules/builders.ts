import type { BucketFacts } from '../../rules/bucket.ts';
import type { Desired, DesiredInventory } from '../../rules/desired.ts';
import { canonical, type Inventory, type LooseInventory } from '../../rules/inventory.ts';
import { type Exemption, type Mandate, parseMandate, type Rule } from '../../rules/mandate.ts';

/** An active production account's bucket of which everything is known. */
export function aBucket(facts: Partial<BucketFacts> = {}): BucketFacts {
  return {
    account: '111111111111',
    region: 'eu-west-1',
    name: 'cards',
    accountName: 'payments-prod',
    accountState: 'ACTIVE',
    unit: 'Workloads/Production',
    unitIds: ['ou-abcd-11111111', 'ou-abcd-22222222'],
    accountTags: { tier: 'gold' },
    bucketTags: { data: 'payment' },
    creator: 'arn:aws:iam::111111111111:role/deploy',
    ...facts,
  };
}

export function aRule(rule: Partial<Rule> = {}): Rule {
  return {
    id: 'daily',
    enforcement: 'correct',
    where: {},
    destination: { account: '222222222222', bucket: 'reports-{region}' },
    inventory: {
      frequency: 'Daily',
      format: 'CSV',
      versions: 'All',
      fields: ['Size'],
      enabled: true,
    },
    ...rule,
  };
}

export function anExemption(exemption: Partial<Exemption> = {}): Exemption {
  return {
    where: {},
    reason: 'It is agreed.',
    owner: 'platform@example.com',
    expires: '2027-03-31',
    ...exemption,
  };
}

const limits = { changed: 25, deleted: 50, failed: 10 };

export function aMandate(mandate: Partial<Mandate> = {}): Mandate {
  const { rules = [aRule()], ...more } = mandate;
  const directoryBuckets = 'enforce';
  return { version: 1, rules, exemptions: [], prune: false, limits, directoryBuckets, ...more };
}

export function anInventory(inventory: LooseInventory = {}): Inventory {
  return canonical({
    Id: 'stocktake-daily',
    IsEnabled: true,
    IncludedObjectVersions: 'All',
    Schedule: { Frequency: 'Daily' },
    Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::reports', Format: 'CSV' } },
    ...inventory,
  });
}

export function aDemand(demand: Partial<DesiredInventory> = {}): DesiredInventory {
  return { rule: 'daily', enforcement: 'correct', inventory: anInventory(), ...demand };
}

export function aDesire(desired: Partial<Desired> = {}): Desired {
  return { inventories: [aDemand()], kept: [], prune: false, ...desired };
}

/** Reads a mandate that is meant to be right. */
export function readMandate(text: string): Mandate {
  const reading = parseMandate(text, 'mandate.yaml');
  if (reading.errors) throw new Error(JSON.stringify(reading.errors));
  return reading.mandate;
}
