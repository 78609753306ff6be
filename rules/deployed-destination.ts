import type { DeployedRule } from './deployed-rule.ts';
import type { Deployment } from './deployment.ts';
import { expand } from './placeholder.ts';
import type { Complaint } from './problem.ts';
import { type Place, placesOf } from './written-destination.ts';

/** Reports must go to the buckets that the template makes, in the account that it makes them in: a complaint a place. */
export function checkDeployedDestinations(
  rules: readonly DeployedRule[],
  deployment: Deployment,
): readonly Complaint[] {
  return [
    ...placesOf('account', rules).flatMap((place) => accountFault(place, deployment)),
    ...placesOf('bucket', rules).flatMap((place) => bucketFault(place, deployment)),
  ];
}

function accountFault({ path, value }: Place<'account'>, deployment: Deployment): Complaint[] {
  const { destinationAccount } = deployment;
  if (value === destinationAccount) return [];
  const expected = `the account of the template's buckets, "${destinationAccount}"`;
  return [complaint(path, `expected ${expected}; found "${value}"`)];
}

function bucketFault(place: Place<'bucket'>, deployment: Deployment): Complaint[] {
  const { path, value } = place;
  const fault = perBucket(value) ?? elsewhere(place, deployment);
  if (fault === undefined) return [];
  const expected = `the template's bucket of each region, "${deployment.destinationBucket}"`;
  return [complaint(path, `expected ${expected}; found ${JSON.stringify(value)}, ${fault}`)];
}

/** The template makes one bucket a region, for everybody. */
function perBucket(bucket: string): string | undefined {
  const [placeholder] = /\{(?:account|bucket|rule)\}/.exec(bucket) ?? [];
  return placeholder && `but the template makes no bucket per ${placeholder}`;
}

function elsewhere({ value, regions }: Place<'bucket'>, deployment: Deployment) {
  const others = deployment.regions.filter(
    (region) => regions.has(region) && nameIn(region, value) !== deployed(region, deployment),
  );
  return others.length > 0 ? `which is another one in ${others.join(', ')}` : undefined;
}

function deployed(region: string, { destinationBucket }: Deployment): string {
  return nameIn(region, destinationBucket);
}

function nameIn(region: string, bucket: string): string {
  return expand(bucket, { account: '', region, name: '' }, '');
}

function complaint(path: Complaint['path'], message: string): Complaint {
  return { path, about: 'value', message };
}
