/** Where something lives. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

interface Parts extends Partial<Place> {
  readonly partition: string;
  readonly service: string;
  readonly resource: string;
}

const withoutRegion: ReadonlySet<string> = new Set(['chatbot', 'iam']);

/** An ARN in the partition that the region belongs to; those of IAM and of chats have no region. */
export function arnOf(service: string, { account, region }: Place, resource: string): string {
  const place = withoutRegion.has(service) ? '' : region;
  return `arn:${partitionOf(region)}:${service}:${place}:${account}:${resource}`;
}

/** `aws`, `aws-cn`, `aws-us-gov` or `aws-eusc`. */
export function partitionOf(region: string): string {
  const [area = ''] = region.split('-');
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return { cn: 'aws-cn', eusc: 'aws-eusc' }[area] ?? 'aws';
}

/** @throws Error for a text that is no ARN. */
export function parseArn(arn: string): Required<Parts> {
  const [, partition, service, region, account, resource] =
    /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/.exec(arn) ?? [];
  if (!partition || !service || resource === undefined) throw new Error(`${arn} is no ARN`);
  return { partition, service, region: region ?? '', account: account ?? '', resource };
}
