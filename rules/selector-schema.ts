import * as z from 'zod';
import { canMeetBucketName, canMeetCreator, canMeetRegion, canMeetUnit } from './reachable-glob.ts';
import { list, section } from './section.ts';

const accountId = 'an account id of 12 digits in quotes, such as "111111111111"';
export const AccountId = z
  .string({ error: accountId })
  .regex(/^\d{12}$/, { error: accountId })
  .describe('An AWS account id: 12 digits, in quotes.');

const unit =
  'the path of an organizational unit, such as "Workloads/Production/**", without the root and without empty parts';
const UnitGlob = z.string({ error: unit }).refine(canMeetUnit, { error: unit });

/** Units of the organization, one at least. */
export const Units = list('unit paths', UnitGlob).describe(
  'Paths of organizational units without the root. "Audit" is the accounts directly in it, "Audit/**" it and all below. An ou- id stands for its path.',
);

const region = 'a region or a glob over regions, such as "eu-*"';
const RegionGlob = z.string({ error: region }).refine(canMeetRegion, { error: region });

const bucketName = 'a glob that can meet the name of a bucket, such as "*-scratch"';
const NameGlob = z.string({ error: bucketName }).refine(canMeetBucketName, { error: bucketName });

const creator =
  'a glob over the ARN of a role or user (not of a session), such as "arn:aws:iam::*:role/deploy-*"';
const CreatorGlob = z.string({ error: creator }).refine(canMeetCreator, { error: creator });

const tagKey = 'the key of a tag, 1 to 128 characters';
const TagKey = z.string().min(1, { error: tagKey }).max(128, { error: tagKey });
const tagValue = 'the value of a tag or a glob over it, up to 256 characters, in quotes';
const TagGlob = z.string({ error: tagValue }).max(256, { error: tagValue });

const tagSelector =
  'tags with the values that are looked for, such as { data: [personal, payment] }';
const TagSelector = z
  .record(TagKey, list('tag values', TagGlob), { error: tagSelector })
  .refine((tags) => Object.keys(tags).length > 0, { error: tagSelector })
  .readonly();

/** Which buckets: all keys must hold, any entry of a key's list will do, no keys are everyone. */
export const Selector = section(
  'a selector such as { units: ["Workloads/**"] }, or {} for everyone',
  {
    accounts: list('account ids', AccountId)
      .describe('Ids of accounts, in quotes.')
      .exactOptional(),
    units: Units.exactOptional(),
    accountTags: TagSelector.describe(
      'Tags of the account: every key must be there with one of its values.',
    ).exactOptional(),
    regions: list('regions', RegionGlob)
      .describe('Regions, or globs over them: "eu-*".')
      .exactOptional(),
    names: list('bucket names', NameGlob)
      .describe('Globs over the names of buckets: "*-scratch".')
      .exactOptional(),
    bucketTags: TagSelector.describe(
      'Tags of the bucket: every key must be there with one of its values.',
    ).exactOptional(),
    creators: list('ARNs of roles or users', CreatorGlob)
      .describe(
        'Globs over the ARN of the role or user that created the bucket (not of a session).',
      )
      .exactOptional(),
  },
);
export type Selector = z.infer<typeof Selector>;
