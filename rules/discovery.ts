/** What no run for a bucket can find out: only who counts, compares and waits for reports sees it. */
export type Discovery =
  | 'missed-events'
  | 'report-overdue'
  | 'report-wrong'
  | 'counts-differ'
  | 'sweep-held'
  | 'exemption-ending';

/** What each of them means and what to do, for the operator. */
export const discoveries: Readonly<Record<Discovery, string>> = {
  'missed-events':
    'Buckets were created of which no event told: until events arrive again, new buckets wait for the next sweep.',
  'report-overdue':
    'The configuration stands, but its reports do not arrive at the destination; S3 tells nobody why.',
  'report-wrong':
    'A report arrived, but not with what the mandate asks for; whoever reads it may miss columns or rows.',
  'counts-differ':
    'What the ledger holds of a region is not what S3 lists there, and the sweep could not explain it.',
  'sweep-held':
    'The plan of a sweep is not plausible, so it stopped before it wrote anything; look at the plan, then release it or mend the mandate.',
  'exemption-ending':
    'From the day after its last day the mandate is enforced again, by itself; whoever needs longer must change the mandate.',
};

/** Whether a text, as it comes out of the ledger or an event, names a discovery. */
export function isDiscovery(text: string): text is Discovery {
  return Object.hasOwn(discoveries, text);
}
