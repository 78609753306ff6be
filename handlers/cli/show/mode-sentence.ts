import type { Mode } from '../../../rules/mode.ts';

const sentences: Readonly<Record<Mode, string>> = {
  correct: 'What differs from the mandate is put right.',
  report:
    'Everything is read, planned and recorded, and nothing is written to any bucket: what differs is drifted.',
  off: 'Events are dropped: no bucket is looked at, and only births, deletions and creators are noted.',
};

/** What a mode does, in a sentence. */
export function modeSentence(mode: Mode): string {
  return sentences[mode];
}
