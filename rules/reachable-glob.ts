import { hasWildcard } from './glob.ts';

/** Whether a glob over unit paths can meet one: names or an `ou-…` id between single slashes. */
export function canMeetUnit(glob: string): boolean {
  return !glob.split('/').includes('');
}

/** Whether a glob can meet the name of a region, such as `eu-west-1`. */
export function canMeetRegion(glob: string): boolean {
  if (!hasWildcard(glob)) return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(glob);
  return /^[a-z0-9*?-]+$/.test(glob);
}

/**
 * Whether a glob can meet the name of a bucket.
 * Wider than the rules for new names: until 2018 us-east-1 took capitals, underscores and up to 255 characters.
 */
export function canMeetBucketName(glob: string): boolean {
  const letters = glob.replaceAll('*', '').length;
  const longEnough = letters >= 3 || glob.includes('*');
  return /^[A-Za-z0-9._*?-]+$/.test(glob) && longEnough && letters <= 255;
}

/** Whether a glob can meet the ARN of a role or user. A role's session has another ARN, which a creator never has. */
export function canMeetCreator(glob: string): boolean {
  const literal = glob.replace(/[*?].*$/s, '');
  const beginsAsArn = 'arn:'.startsWith(literal) || literal.startsWith('arn:');
  return beginsAsArn && !glob.includes(':assumed-role/');
}
