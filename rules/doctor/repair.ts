import type { Fault } from './gap.ts';

/** The stack sets of Stocktake, by the file that each deploys. */
export type StackSetName =
  | 'stocktake-member-roles'
  | 'stocktake-member-rules'
  | 'stocktake-destination';

/** What mends something that a stack set should have made. The management account is beyond the reach of stack sets. */
export function repair(stackSet: StackSetName, isManagement: boolean): string {
  if (isManagement) {
    const file = `infra/stacksets/${stackSet.replace('stocktake-', '')}.yaml`;
    return `this is the management account, which no stack set reaches: deploy ${file} there by hand, as docs/deploy.md says`;
  }
  return `bring the stack set ${stackSet} up to date there: \`sam deploy\` of the hub does; the stack set's operations say what hinders it`;
}

/** What is wrong with something that the hub's own template makes. */
export function hubFault(found: string): Fault {
  return { found, fix: "bring the hub's stack up to date: `sam build && sam deploy`" };
}
