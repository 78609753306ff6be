import type { Certainty } from './certainty.ts';

/** IAM's wildcards: `*` is any run of characters, `?` any one. A policy variable (`${…}`) stands for we know not what. */
export function isLike(text: string, pattern: string): Certainty {
  if (pattern.includes('${')) return 'unknown';
  const literal = pattern.replaceAll(/[.+^$()|{}[\]\\]/g, String.raw`\$&`);
  const expression = literal.replaceAll(/\*+/g, '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}
