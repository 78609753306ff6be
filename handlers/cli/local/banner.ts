import { resolve } from 'node:path';
import { amount } from '../../../rules/amount.ts';
import { paint } from '../show/paint.ts';
import { table } from '../show/table.ts';
import type { Screen } from '../world.ts';
import type { Inputs } from './read-inputs.ts';

/** What is served. */
export function banner(screen: Screen, { seed, mandate, mandateFile }: Inputs): string[] {
  const { organization, hub, regions, accounts } = seed;
  const rules = `${amount(mandate.rules.length, 'rule')}, ${amount(mandate.exemptions.length, 'exemption')}`;
  return [
    `${paint(screen, 'bold', 'Stocktake')}: the organization ${organization.id}, on this machine`,
    ...table(
      [
        ['accounts', `${accounts.length}, in ${regions.join(', ')}`],
        ['hub', `${hub.account}, in ${hub.region}`],
        ['mandate', `${mandateFile}: ${rules}`],
      ],
      { indent: 2 },
    ),
    '',
  ];
}

/** What to do with an organization whose functions somebody else runs. */
export function outsideHint(folder: string): string[] {
  return [
    '',
    `No function runs in here: ${resolve(folder)} holds an environment for each of them.`,
    'Until one is run with it, events wait in the work queue and buckets stay as they are.',
  ];
}
