import type { Fault } from './gap.ts';

/** Of a policy that is beyond us. @param what in a sentence: `the policy of the work queue`. */
export function unclearFault(what: string, needed: string): Fault {
  return {
    found: `${what} could not be understood`,
    fix: `look yourself: it must allow ${needed}`,
  };
}
