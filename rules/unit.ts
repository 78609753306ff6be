import { type Answer, answerOf } from './answer.ts';
import type { BucketFacts } from './bucket.ts';
import { meetsGlob } from './glob.ts';

/** Ids of organizational units begin so, and names seldom do (AWS Organizations API, OrganizationalUnit). */
const unitId = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;

/**
 * Whether an account's place in the organization meets a glob over unit paths.
 * A glob may begin with the id of a unit, which stands for the path down to it: then the rest is held against what is below.
 */
export function askUnit(glob: string, { unit, unitIds }: BucketFacts): Answer {
  if (unit === undefined) return 'unknown';
  const head = glob.replace(/\/.*$/s, '');
  if (!unitId.test(head)) return answerOf(meetsGlob(glob, unit));
  if (!unitIds) return 'unknown';
  const depth = unitIds.indexOf(head) + 1;
  if (depth === 0) return 'unmet';
  // The id as a literal first part keeps `/**` meaning "it and all below".
  const below = [head, ...unit.split('/').slice(depth)];
  return answerOf(meetsGlob(glob, below.join('/')));
}
