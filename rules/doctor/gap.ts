/** What the doctor looks at, in the order in which it tells of it. */
export const checks = [
  'hub-bus',
  'hub-rule',
  'hub-queue',
  'dead-letters',
  'untold',
  'alerts',
  'emergency-stop',
  'accounts',
  'stack-set',
  'stack-instance',
  'member-role',
  'doctor-role',
  'forwarding-rule',
  'undelivered',
  'trail',
  'region-enabled',
  'region-governed',
  'destination-bucket',
  'destination-policy',
  'destination-key',
  'could-not-look',
] as const;
export type Check = (typeof checks)[number];

/** Where a gap is: an account, a region of it, or neither when it concerns all. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
}

/** Something that is not as Stocktake needs it, and what mends it: a command or a sentence. */
export interface Gap extends Place {
  readonly check: Check;
  readonly found: string;
  readonly fix: string;
}

/** What is wrong with a thing, apart from where it is. */
export type Fault = Pick<Gap, 'found' | 'fix'>;

/** One thing that was looked at; nothing is wrong with it when it has no gaps. */
export interface Verdict {
  readonly check: Check;
  readonly gaps: readonly Gap[];
  /** Worth knowing, and no gap, because it may be meant so. */
  readonly notes?: readonly Fault[];
}

/** What a verdict is about. */
export interface Subject extends Place {
  readonly check: Check;
  /** In a sentence: `the rule stocktake-forward`. */
  readonly what: string;
}

/** The verdict over a thing with these faults. */
export function verdictOf({ check, account, region }: Subject, faults: readonly Fault[]): Verdict {
  const place = { ...(account && { account }), ...(region && { region }) };
  return { check, gaps: faults.map((fault) => ({ check, ...place, ...fault })) };
}
