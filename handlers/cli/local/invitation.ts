import { resolve } from 'node:path';
import type { Seed, SeedAccount } from '../../../infra/local/seed.ts';
import { paint } from '../show/paint.ts';
import { printable } from '../show/printable.ts';
import { table } from '../show/table.ts';
import type { Screen } from '../world.ts';
import type { Inputs } from './read-inputs.ts';

/** How many accounts are shown to act as. */
const CALLERS = 4;

/** What to paste into another terminal. */
export function invitation(
  screen: Screen,
  endpoint: string,
  { seed, mandateFile, isDefault }: Inputs,
): string[] {
  const { hub } = seed;
  const [first, ...others] = callers(seed);
  const comment = (text: string) => `  ${paint(screen, 'dim', `# ${text}`)}`;
  return [
    'Try it from another terminal:',
    comment('any AWS client, as an account of the organization'),
    `  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${hub.region} AWS_DEFAULT_REGION=${hub.region}`,
    `  export AWS_ACCESS_KEY_ID=${first?.id ?? hub.account} AWS_SECRET_ACCESS_KEY=anything`,
    '  aws s3 mb s3://my-first-bucket',
    '  aws s3api list-bucket-inventory-configurations --bucket my-first-bucket',
    ...(others.length > 0 ? [comment('or as another account, by its id')] : []),
    ...table(others.map(accountRow), { indent: 2 }),
    comment('what Stocktake knows, as the hub'),
    ...(isDefault ? [] : [`  export MANDATE_FILE=${resolve(mandateFile)}`]),
    `  AWS_ACCESS_KEY_ID=${hub.account} npm run stocktake -- status`,
    '',
    'Ctrl-C ends it.',
  ];
}

/** Whom to act as: an account from each of the first units, those apart that hold the organization together. */
function callers({ organization, hub, destination, accounts }: Seed): readonly SeedAccount[] {
  const central = [organization.managementAccount, hub.account, destination.account];
  const able = accounts.filter(({ id, state }) => state === 'ACTIVE' && !central.includes(id));
  const units = able.map(({ unit }) => unit);
  return able.filter(({ unit }, at) => units.indexOf(unit) === at).slice(0, CALLERS);
}

function accountRow({ id, name, unit }: SeedAccount): string[] {
  return [id, printable(name), printable(unit) || 'the root'];
}
