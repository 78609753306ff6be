import type { Account } from '@aws-sdk/client-organizations';
import type { BucketFacts, Tags } from '../../rules/bucket.ts';
import type { SelectorKey } from '../../rules/selector.ts';
import type { Cloud } from '../cloud.ts';
import { errorName, KnownFailure } from './failure.ts';

/** How long an account's place, state and tags are believed. Organizations throttles in low double digits per second. */
const BELIEVED_MS = 300_000;

export type AccountFacts = Pick<
  BucketFacts,
  'accountName' | 'accountState' | 'accountTags' | 'unit' | 'unitIds'
>;

/**
 * What the organization knows of an account: name and state always, place and tags when `asked` for.
 *
 * @throws KnownFailure `malformed-message` when the account is not of our organization, `unreadable` when Organizations does not answer.
 */
export async function accountFacts(
  cloud: Cloud,
  account: string,
  asked: ReadonlySet<SelectorKey>,
): Promise<AccountFacts> {
  const [known, accountTags] = await Promise.all([
    remembered(cloud, `account ${account}`, () => describeAccount(cloud, account)),
    asked.has('accountTags')
      ? remembered(cloud, `account tags ${account}`, () => tagsOf(cloud, account))
      : undefined,
  ]);
  const units = asked.has('units') ? await unitsAbove(cloud, known) : undefined;
  const accountState = known.State ?? known.Status;
  // An account that may be closed is never taken for an active one.
  if (!accountState) unreadable(new Error(`account ${account} has no state`));
  return {
    accountName: known.Name,
    accountState,
    accountTags,
    unit: units?.map(({ name }) => name).join('/'),
    unitIds: units?.map(({ id }) => id),
  };
}

async function describeAccount(cloud: Cloud, account: string): Promise<Account> {
  const { describeAccount } = await import('./organizations-api.ts');
  const found = await describeAccount(cloud, account).catch((error: unknown) => {
    if (errorName(error) !== 'AccountNotFoundException') throw error;
    throw stranger(cloud, account, error);
  });
  // arn:aws:organizations::100000000001:account/o-stocktake1/111111111111
  if (found.Arn?.split('/')[1] !== cloud.settings.organizationId) throw stranger(cloud, account);
  return found;
}

function stranger(cloud: Cloud, account: string, cause?: unknown): KnownFailure {
  const { organizationId } = cloud.settings;
  const message = `account ${account} is not in the organization ${organizationId}`;
  return new KnownFailure('malformed-message', message, { cause });
}

async function tagsOf(cloud: Cloud, account: string): Promise<Tags> {
  const { listTags } = await import('./organizations-api.ts');
  return listTags(cloud, account);
}

interface Unit {
  readonly id: string;
  readonly name: string;
}

/** The units from the top down to the account's own; none for an account right under the root. */
async function unitsAbove(cloud: Cloud, account: Account): Promise<Unit[]> {
  const [path] = account.Paths ?? [];
  const ids = path ? idsOf(path) : await climb(cloud, account.Id ?? '');
  return Promise.all(
    ids.map((id) =>
      remembered(cloud, `unit ${id}`, async () => ({ id, name: await unitName(cloud, id) })),
    ),
  );
}

/** `o-…/r-…/ou-…/ou-…/111111111111/` → the unit ids. */
function idsOf(path: string): string[] {
  return path.split('/').filter((part) => part.startsWith('ou-'));
}

/** For organizations whose accounts carry no path yet: parent by parent. */
async function climb(cloud: Cloud, child: string): Promise<string[]> {
  const parent = await remembered(cloud, `parent ${child}`, async () => {
    const { parentOf } = await import('./organizations-api.ts');
    return parentOf(cloud, child);
  });
  return parent.startsWith('ou-') ? [...(await climb(cloud, parent)), parent] : [];
}

async function unitName(cloud: Cloud, id: string): Promise<string> {
  const { unitName } = await import('./organizations-api.ts');
  // Units are told apart by slashes: one inside a name must not make two of it.
  return (await unitName(cloud, id)).replaceAll('/', '%2F');
}

function remembered<T>(cloud: Cloud, key: string, load: () => Promise<T>): Promise<T> {
  return cloud.cache.get(key, async () => ({
    value: await load().catch(unreadable),
    until: cloud.clock.now() + BELIEVED_MS,
  }));
}

function unreadable(cause: unknown): never {
  if (cause instanceof KnownFailure) throw cause;
  throw new KnownFailure(
    'unreadable',
    `the organization cannot be read: ${(cause as Error).message}`,
    {
      cause,
    },
  );
}
