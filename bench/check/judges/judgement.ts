import type { Verdict } from '../command.ts';

/** A verdict that always says who gave it, or what nobody judged. */
export type Judgement = Required<Verdict>;

interface Judge {
  readonly name: string;
  readonly install: string;
  /** What it alone would notice. */
  readonly notices: string;
}

/** Passed, for want of a judge. */
export function unjudged({ name, install, notices }: Judge): Judgement {
  const note = `- ${name}: not installed, so not checked: ${notices} (${install})`;
  return { ok: true, output: '', note, missed: [name] };
}
