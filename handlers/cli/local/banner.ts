import { resolve } from 'node:path';
import { count } from '../show/count.ts';
import { paint } from '../show/paint.ts';
import { table } from '../show/table.ts';
import type { Screen } from '../world.ts';
import type { Inputs } from './read-inputs.ts';

/** What is served. */
export function banner(screen: Screen, { seed, mandate, mandateFile }: Inputs): string[] {
  const { organization, hub, regions, accounts } = seed;
  const rules = `${count(mandate.rules.length, 'rule')}, ${count(mandate.exemptions.length, 'exemption')}`;
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

/** What to paste into another terminal. */
export function invitation(
  screen: Screen,
  endpoint: string,
  { seed: { hub, accounts }, mandateFile, isDefault }: Inputs,
): string[] {
  const account = accounts.find(({ state }) => state !== 'SUSPENDED')?.id ?? hub.account;
  const comment = (text: string) => `  ${paint(screen, 'dim', `# ${text}`)}`;
  return [
    'Try it from another terminal:',
    comment('any AWS client, as an account of the organization'),
    `  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${hub.region} AWS_DEFAULT_REGION=${hub.region}`,
    `  export AWS_ACCESS_KEY_ID=${account} AWS_SECRET_ACCESS_KEY=anything`,
    '  aws s3 mb s3://my-first-bucket',
    '  aws s3api list-bucket-inventory-configurations --bucket my-first-bucket',
    comment('what Stocktake knows, as the hub'),
    ...(isDefault ? [] : [`  export MANDATE_FILE=${resolve(mandateFile)}`]),
    `  AWS_ACCESS_KEY_ID=${hub.account} npm run stocktake -- status`,
    '',
    'Ctrl-C ends it.',
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
