import { basename } from 'node:path';
import type { Template } from '../template.ts';

/**
 * A function that is described on a condition may be there or not, and whoever brings it need not know.
 *
 * @param entries of the functions that are brought.
 * @throws Error naming the first of which the hub's template knows nothing.
 */
export function refuseStrangers(entries: readonly string[], hub: Template): void {
  const described = Object.values(hub.resources)
    .filter(({ Type }) => Type === 'AWS::Serverless::Function')
    .map(({ Properties }) => basename(String(Properties.CodeUri)));
  const stranger = entries.find((entry) => !described.includes(entry));
  if (stranger === undefined) return;
  throw new Error(
    `no template describes a function ${stranger}; there are: ${described.join(', ')}`,
  );
}
