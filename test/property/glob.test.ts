import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { meetsGlob } from '../../rules/glob.ts';

/** Says the same as `meetsGlob`, slowly: it tries every way, character by character. */
function meetsSlowly(glob: string, text: string, atStart = true): boolean {
  if (atStart && glob.startsWith('**/') && meetsSlowly(glob.slice(3), text)) return true;
  if (glob === '' || (glob === '/**' && text === '')) return text === '';
  if (glob.startsWith('**')) return meetsRun(glob.slice(2), text, /^[ab/]/);
  if (glob.startsWith('*')) return meetsRun(glob.slice(1), text, /^[ab]/);
  const fits = glob.startsWith('?') ? /^[ab]/.test(text) : text !== '' && glob[0] === text[0];
  return fits && meetsSlowly(glob.slice(1), text.slice(1), glob.startsWith('/'));
}

/** Tries every length of a run of characters before the rest. */
function meetsRun(rest: string, text: string, character: RegExp): boolean {
  if (meetsSlowly(rest, text, false)) return true;
  return character.test(text) && meetsRun(rest, text.slice(1), character);
}

const text = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 }).map((all) => all.join(''));
const glob = fc
  .array(fc.constantFrom('a', 'b', '/', '?', '*', '/**/', '/**', '**/', '**'), { maxLength: 6 })
  .map((all) => all.join('').replaceAll(/\*{3,}/g, '**'));

test('globs agree with a slow matcher that tries everything', () => {
  fc.assert(
    fc.property(glob, text, (pattern, subject) => {
      expect(meetsGlob(pattern, subject)).toBe(meetsSlowly(pattern, subject));
    }),
    { numRuns: 5_000 },
  );
});

test('a text without wildcards meets itself and nothing else', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(meetsGlob(one, other)).toBe(one === other);
    }),
  );
});
