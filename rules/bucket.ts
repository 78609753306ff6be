/** Which bucket: all that a message carries. Everything else about it is read fresh. */
export interface BucketRef {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export type Tags = Readonly<Record<string, string>>;

/** What is known of a bucket when it is judged. An absent fact is one that is not known, not one that is empty. */
export interface BucketFacts extends BucketRef {
  readonly accountName?: string | undefined;
  /** The state in Organizations' words: `ACTIVE`, `SUSPENDED`, … */
  readonly accountState?: string | undefined;
  /** Names of the organizational units from the top, without the root: `Workloads/Production`; `''` right under the root. */
  readonly unit?: string | undefined;
  /** The ids of the same units, from the top. */
  readonly unitIds?: readonly string[] | undefined;
  readonly accountTags?: Tags | undefined;
  readonly bucketTags?: Tags | undefined;
  /** ARN of the role or user that created the bucket. */
  readonly creator?: string | undefined;
}

/** Region name prefixes of the partitions other than `aws` (AWS General Reference, ARN partitions). */
const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/** The partition that ARNs of a region carry; `aws` for every region that no other partition claims. */
export function partitionOf(region: string): string {
  const claimed = partitions.find(([prefix]) => region.startsWith(prefix));
  return claimed ? claimed[1] : 'aws';
}

/** The ARN of a bucket; that of a directory bucket says whose it is, and where. */
export function bucketArn({ account, region, name }: BucketRef): string {
  const partition = partitionOf(region);
  if (!isDirectoryBucket(name)) return `arn:${partition}:s3:::${name}`;
  return `arn:${partition}:s3express:${region}:${account}:bucket/${name}`;
}

/** Whether the name is that of a directory bucket: they end in `--<zone id>--x-s3` (facts A.5). */
export function isDirectoryBucket(name: string): boolean {
  return name.endsWith('--x-s3');
}
