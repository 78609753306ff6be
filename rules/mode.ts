/**
 * What becomes of a bucket that is not as the mandate wants it, in the whole organization.
 *
 * | mode      | buckets are looked at | what differs            | an event                                              |
 * |-----------|-----------------------|-------------------------|-------------------------------------------------------|
 * | `correct` | yes                   | is put right            | is worked off                                         |
 * | `report`  | yes                   | is `drifted`, and stays | is worked off                                         |
 * | `off`     | no                    | nobody knows            | is dropped, but for what is known from nowhere else   |
 */
export type Mode = 'correct' | 'report' | 'off';

/** The emergency stop, and the mode that is back once it is lifted. While halted nothing is written, whatever the mode. */
export interface Switch {
  readonly mode: Mode;
  readonly halted: boolean;
}

/** A switch as the parameter holds it, and as people type it. */
export type SwitchText = Mode | 'halted' | 'halted report' | 'halted off';

const switches: Readonly<Record<SwitchText, Switch>> = {
  correct: { mode: 'correct', halted: false },
  report: { mode: 'report', halted: false },
  off: { mode: 'off', halted: false },
  halted: { mode: 'correct', halted: true },
  'halted report': { mode: 'report', halted: true },
  'halted off': { mode: 'off', halted: true },
};

/** Undefined for anything but a known text: who cannot read the switch must not write. */
export function readSwitch(text: string): Switch | undefined {
  const known = text.trim();
  return isSwitchText(known) ? switches[known] : undefined;
}

/** `halted` alone goes back to `correct`. */
export function switchText({ mode, halted }: Switch): SwitchText {
  if (!halted) return mode;
  return mode === 'correct' ? 'halted' : `halted ${mode}`;
}

function isSwitchText(text: string): text is SwitchText {
  return Object.hasOwn(switches, text);
}
