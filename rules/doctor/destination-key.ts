import { asAccount } from './commands.ts';
import { deliveryFaults, neededBy, type Scrutiny } from './delivery-faults.ts';
import { type Place, type Verdict, verdictOf } from './gap.ts';
import { couldNotLook, judgeSeen, type Looked } from './looked.ts';

export interface KeyFacts {
  /** `Enabled`, or why it cannot be used. */
  readonly state: string;
  readonly policy: string;
}

export interface WantedKey extends Required<Place> {
  readonly arn: string;
}

/** Whose reports a key encrypts. */
export interface Sources extends Scrutiny {
  readonly accounts: readonly string[];
}

const action = 'kms:GenerateDataKey';

/** The verdict over a key whose ARN alone says that it is of no use, or that looking at it is not for us. */
export function judgeKeyArn(
  { arn, ...place }: WantedKey,
  { organizationId }: Sources,
): Verdict | undefined {
  const what = `the key ${arn}`;
  const subject = { check: 'destination-key', what, ...place } as const;
  const [region, account] = arn.split(':').slice(3);
  if (region !== place.region) {
    const found = `${what} is in ${region}: S3 encrypts with keys of the bucket's own region`;
    const fix = 'name a key for each region in the mandate, with {region} or a rule of its own';
    return verdictOf(subject, [{ found, fix }]);
  }
  if (account === place.account) return undefined;
  const found = `${what} could not be looked at: it belongs to another account (${account})`;
  const needed = neededBy({ action, organizationId });
  const fix = `look yourself whether its policy lets S3 in: it must allow ${needed}`;
  return couldNotLook(subject, { found, fix });
}

/** Whether a key that the mandate names can encrypt the reports of a region. */
export function judgeKey(
  { arn, ...place }: WantedKey,
  looked: Looked<KeyFacts | undefined>,
  { accounts, ...scrutiny }: Sources,
): Verdict {
  const what = `the key ${arn}`;
  return judgeSeen({ check: 'destination-key', what, ...place }, looked, (key) => {
    const fix =
      'name a key in the mandate that exists: the stack set stocktake-destination tells its KeyArn';
    if (!key) return [{ found: `${what} does not exist`, fix }];
    const enable = asAccount(
      place.account,
      `aws kms enable-key --region ${place.region} --key-id ${arn}`,
    );
    const disabled = { found: `${what} is ${key.state}`, fix: enable };
    const uses = accounts.map((source) => ({ source, resource: arn }));
    const access = { what: `the policy of ${what}`, action, ...scrutiny, uses };
    return [...(key.state === 'Enabled' ? [] : [disabled]), ...deliveryFaults(key.policy, access)];
  });
}
