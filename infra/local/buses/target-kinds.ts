import { parseArn } from '../arn.ts';
import type { Bus, Target } from './bus.ts';

export type TargetKind = 'bus' | 'api-destination' | 'queue' | 'topic' | 'ops-item';

/** How each begins: service, then resource. */
const kinds: readonly (readonly [TargetKind, RegExp])[] = [
  ['bus', /^events:event-bus\//],
  ['api-destination', /^events:api-destination\//],
  ['queue', /^sqs:/],
  ['topic', /^sns:/],
  ['ops-item', /^ssm:opsitem$/],
];

const named: Readonly<Record<TargetKind, string>> = {
  bus: 'an event bus',
  'api-destination': 'an API destination',
  queue: 'a queue',
  topic: 'a topic',
  'ops-item': 'an OpsItem',
};

/** What a target is, by its ARN; undefined for what nothing can be delivered to here. */
export function kindOfTarget(arn: string): TargetKind | undefined {
  const { service, resource } = parseArn(arn);
  return kinds.find(([, beginning]) => beginning.test(`${service}:${resource}`))?.[0];
}

/**
 * Source: AWS facts D.2: what permits a cross-account target is the role, and only buses are reached in other regions.
 *
 * @throws Error for a target that a rule of this bus cannot have.
 */
export function refuseBadTarget(bus: Bus, target: Target): void {
  const kind = kindOfTarget(target.arn);
  const trouble = kind ? troubleWith(bus, target, kind) : unknownKind(target);
  if (trouble) throw new Error(trouble);
}

function troubleWith(bus: Bus, target: Target, kind: TargetKind): string | undefined {
  const { id, arn, roleArn, httpParameters, messageGroup } = target;
  if (httpParameters && kind !== 'api-destination') {
    return `target ${id}: only an API destination has HttpParameters`;
  }
  if (messageGroup !== undefined && kind !== 'queue') {
    return `target ${id}: only a queue has SqsParameters`;
  }
  if (kind === 'bus') return troubleWithBus(bus, target);
  const { account, region } = parseArn(arn);
  const what = `target ${id}: ${named[kind]}`;
  if (region !== bus.region) return `${what} must be in the region of the rule, ${bus.region}`;
  if (!actsByRole.has(kind)) return undefined;
  if (account !== bus.account) return `${what} must be in the account of the rule`;
  return roleArn ? undefined : `target ${id}: RoleArn is required for ${named[kind]}`;
}

/** What EventBridge reaches in the name of a role, and not by a policy of the target's own. */
const actsByRole: ReadonlySet<TargetKind> = new Set(['api-destination', 'ops-item']);

function troubleWithBus(bus: Bus, { id, arn, roleArn, input }: Target): string | undefined {
  if (input) return `Modifying the input for target ${id} is not supported.`;
  if (parseArn(arn).account === bus.account || roleArn) return undefined;
  return `target ${id}: RoleArn is required for an event bus of another account`;
}

function unknownKind({ id, arn }: Target): string {
  return `target ${id}: the local organization cannot deliver to ${parseArn(arn).service}`;
}
