import { type Answer, answerOf } from '../answer.ts';

/** IAM's wildcards: `*` is any run of characters, `?` any one. A policy variable (`${…}`) stands for we know not what. */
export function isLike(text: string, pattern: string): Answer {
  if (pattern.includes('${')) return 'unknown';
  const literal = pattern.replaceAll(/[.+^$()|{}[\]\\]/g, String.raw`\$&`);
  const expression = literal.replaceAll(/\*+/g, '.*').replaceAll('?', '.');
  return answerOf(new RegExp(`^${expression}$`, 's').test(text));
}
