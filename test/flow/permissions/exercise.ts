import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { putEvents } from '../../../infra/aws/events.ts';
import { keptLetters } from '../../../infra/aws/letters.ts';
import { connectHub } from '../../../infra/connect-hub.ts';
import { siteOf } from '../../../infra/local/assembly/site-of.ts';
import { readDeployment } from '../../../infra/local/deployment.ts';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import type { OrganizationOptions } from '../../../infra/local/organization.ts';
import { defaultSeed, type Seed } from '../../../infra/local/seed.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { incidentDetail } from '../../../rules/incident-event.ts';
import { aFolder } from '../../a-folder.ts';
import { runIn } from '../../handlers/cli/a-world.ts';
import { createBucket, requestCheck, requestDigest, tagBucket } from '../actors.ts';
import { allChannels } from '../channels/all-channels.ts';
import { type House, openHouse } from '../house.ts';
import { post } from '../traces.ts';
import { refusalsIn } from './refusals-in.ts';

// Everything that Stocktake does once it is deployed, once: each permission that the templates grant is used here, or it
// is one too many.

const HUB = '100000000002';
const MEMBER = '111111111111';
const KEEPER = '222222222222';
/** Whose buckets nobody can look at any more. */
const SUSPENDED = '777777777777';
const REGION = 'eu-west-1';
const DIRECTORY = 'train--euw1-az1--x-s3';
const SWEEP_AT = Date.parse('2026-11-24T10:00:00Z');
/** What comes before the sweep takes a quarter of an hour, nearly. */
const START = Date.parse('2026-11-24T09:45:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const seed: Seed = {
  ...defaultSeed,
  regions: [REGION],
  accounts: defaultSeed.accounts.filter(({ id }) =>
    [MEMBER, HUB, KEEPER, SUSPENDED, '100000000001'].includes(id),
  ),
};

const parameters = {
  ...allChannels,
  ReportEncryption: 'SSE-KMS',
  SecurityHubFindings: 'true',
  SweepHour: '10',
};

/** The key that the template makes for reports. */
function reportKey(): string {
  const site = siteOf(seed, 'https://sqs.eu-west-1.amazonaws.com');
  const deployment = readDeployment(houseTemplates(), {
    ...site,
    parameters: { ...site.parameters, ...parameters },
  });
  return deployment.keys.find(({ account }) => account === KEEPER)?.arn ?? '';
}

/** Asks for every kind of fact. */
const mandate = `
version: 1
destination:
  account: "${KEEPER}"
  bucket: acme-inventory-{region}
  encryption: { kmsKey: "${reportKey()}" }
rules:
  - id: gold
    where: { units: ["Workloads/**"], accountTags: { tier: [gold] } }
    inventory: { frequency: Weekly, format: CSV, versions: Current, fields: [Size] }
  - id: personal
    where: { bucketTags: { data: [personal] } }
    inventory: { frequency: Daily, format: CSV, versions: Current, fields: [Size] }
`;

type Deployed = Pick<OrganizationOptions, 'templates' | 'managedPolicies' | 'parameters'>;

/**
 * What was refused to anybody while the whole of Stocktake did all of its work once, in AWS's words.
 *
 * @param isEnough whether the rest need not be done any more.
 */
export async function exercise(
  deployed: Deployed = {},
  isEnough: (refusals: readonly string[]) => boolean = () => false,
): Promise<readonly string[]> {
  const broken = new Set<string>();
  const house = await openHouse({
    ...deployed,
    parameters: { ...parameters, ...deployed.parameters },
    mandate,
    seed,
    start: START,
    schedules: true,
    organizations: { withPaths: false },
    disturb: (arn) => (broken.has(arn) ? new AwsError('Broken', 'It is broken.') : undefined),
  }).catch((error: Error) => error.message);
  if (typeof house === 'string') return [house];
  const stages: readonly (() => Promise<readonly string[]>)[] = [
    () => quietly(workOff(house)),
    () => failToDeliver(house, broken),
    () => quietly(sendNonsense(house)),
    () => sendReport(house),
    () => quietly(soundAlarms(house)),
    () => sweepByHand(house),
    () => sweep(house),
    () => reasonsOfLetters(house),
    () => operate(house, commands),
    // What was sent back comes to a good end.
    () => quietly(house.clock.advance(SECOND)),
  ];
  const told: string[] = [];
  const refusals = () => [...refusalsIn(house.organization), ...told];
  for (const stage of stages) {
    told.push(...(await stage()));
    if (isEnough(refusals())) break;
  }
  await house.organization.close();
  return refusals();
}

/** For work of which only the calls tell what was refused. */
async function quietly(work: Promise<unknown>): Promise<readonly string[]> {
  await work;
  return [];
}

function aBucket(name: string) {
  return { account: MEMBER, region: REGION, name };
}

const unheardKept = { account: KEEPER, region: REGION, name: 'unforwarded-and-kept' };

/** What the functions meet: births, tags, throttling, a foreign bucket, which is a finding, a denial without a word, nonsense, and the heartbeat. */
async function workOff(house: House): Promise<void> {
  const { clock, organization } = house;
  await createBucket(house, aBucket('orders'));
  await clock.advance(MINUTE);
  await tagBucket(house, aBucket('orders'), { data: 'personal' });
  await clock.advance(MINUTE);
  const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
  organization.faults.next(3, { operation: 'PutBucketInventoryConfiguration' }, slowDown);
  await createBucket(house, aBucket('busy'));
  await attempt(requestCheck(house, { ...aBucket('orders'), account: KEEPER }));
  const short = new AwsError('AccessDenied', 'Access Denied', { status: 403 });
  const listing = { operation: 'ListBucketInventoryConfigurations', bucket: DIRECTORY };
  organization.faults.next(1, listing, short);
  await createBucket(house, aBucket(DIRECTORY));
  post(house, 'nonsense');
  await clock.advance(10 * MINUTE);
  await attempt(requestDigest(house));
  await clock.advance(MINUTE);
}

/** What becomes of events whose targets are broken: every rule has somewhere to leave them. */
async function failToDeliver(house: House, broken: Set<string>): Promise<string[]> {
  const hub = (service: string, name: string) => `arn:aws:${service}:${REGION}:${HUB}:${name}`;
  broken.add(hub('sqs', 'stocktake-work'));
  broken.add(hub('sqs', 'stocktake-notices'));
  broken.add(hub('sns', 'stocktake-alerts'));
  broken.add(hub('sns', 'stocktake-chat'));
  broken.add(hub('sqs', 'stocktake-findings'));
  broken.add(hub('sqs', 'stocktake-deliveries'));
  await createBucket(house, aBucket('unheard'));
  await attempt(requestCheck(house, aBucket('unheard')));
  await attempt(tellIncident(house));
  await attempt(tellFailure(house));
  await attempt(tellDigest(house));
  for (const alarm of [undeliveredAlarm, 'stocktake-work-age']) {
    house.organization.machines.alarms.raise(alarm);
    house.organization.machines.alarms.clear(alarm);
  }
  const refusals = await sendReport(house);
  broken.add(hub('events', 'event-bus/stocktake'));
  for (const name of ['unforwarded', 'unforwarded-and-busy', 'unforwarded-and-odd'])
    await createBucket(house, aBucket(name));
  await createBucket(house, unheardKept);
  await tagBucket(house, unheardKept, { data: 'personal' });
  refusals.push(...(await sendReport(house)));
  broken.clear();
  return refusals;
}

/** What is refused is found in the organization's own records. */
async function attempt(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}

const undeliveredAlarm = `arn:aws:cloudwatch:${REGION}:${MEMBER}:alarm:stocktake-undelivered`;

/** Tells the hub's bus of an incident, as the function does. */
function tellIncident(house: House): Promise<void> {
  const spot = { cause: 'denied', account: MEMBER } as const;
  const facts = { spot, since: house.clock.now(), hits: 1, sample: [aBucket('foreign')] };
  return tell(house, 'Inventory Incident Opened', incidentDetail(facts));
}

/** The same of a bucket that failed. */
function tellFailure(house: House): Promise<void> {
  const detail = { ...aBucket('foreign'), state: 'failed', cause: 'denied' };
  return tell(house, 'Bucket Inventory Outcome', detail);
}

async function tell({ clock, operator }: House, DetailType: string, detail: object) {
  await putEvents(operator, [
    {
      EventBusName: operator.settings.hubBus,
      Source: 'stocktake',
      DetailType,
      Detail: JSON.stringify(detail),
      Time: new Date(clock.now()),
    },
  ]);
}

/** The same of a digest, whatever it says. */
async function tellDigest({ clock, operator }: House): Promise<void> {
  const EventBusName = operator.settings.hubBus;
  const Time = new Date(clock.now());
  const digest = { Source: 'stocktake', DetailType: 'Inventory Digest', Detail: '{}' };
  await putEvents(operator, [{ ...digest, EventBusName, Time }]);
}

/** What S3 does once a day. What keeps it from it S3 tells nobody; here it is returned. */
async function sendReport({ organization, clock }: House): Promise<string[]> {
  const deliveries = ['orders', DIRECTORY].map((bucket) =>
    organization.machines.s3.deliver({ bucket, id: 'stocktake-gold' }),
  );
  await clock.advance(SECOND);
  return deliveries.flatMap((delivery) => ('refusal' in delivery ? delivery.refusal : []));
}

/** A report that is none, whose incident the next one ends. */
async function sendNonsense({ organization, clock }: House): Promise<void> {
  const credentials = { accessKeyId: KEEPER, secretAccessKey: 'anything' };
  const { requestHandler } = organization;
  const s3 = new S3Client({ region: REGION, credentials, requestHandler });
  const minute = new Date(clock.now()).toISOString().slice(0, 16).replace(':', '-');
  for (const file of ['manifest.json', 'manifest.checksum']) {
    const Key = `orders/stocktake-gold/${minute}Z/${file}`;
    await s3.send(
      new PutObjectCommand({ Bucket: `acme-inventory-${REGION}`, Key, Body: 'Hello!' }),
    );
  }
  await clock.advance(SECOND);
}

/** A sweep of one account from a shell: a bucket that no event told of is refused. */
async function sweepByHand(house: House): Promise<readonly string[]> {
  const puts = { operation: 'PutBucketInventoryConfiguration', bucket: unheardKept.name };
  const malformed = new AwsError('InvalidArgument', 'Invalid Argument');
  house.organization.faults.next(1, puts, malformed);
  const words = ['sweep', '--account', KEEPER];
  // The bucket that is refused ends it with 1, and without a word on stderr.
  return (await operate(house, [words])).filter((text) => text.trim() !== `${words.join(' ')}:`);
}

/**
 * The daily sweep: somebody stops it in the middle and has it go on. Of the buckets that no event told of, one waits for its
 * next try and one is refused. Returns why it did not come to its end.
 */
async function sweep({ organization, clock }: House): Promise<readonly string[]> {
  const { faults, machines } = organization;
  faults.next(1, { operation: 'ListBuckets', account: MEMBER }, 'hang');
  const puts = { operation: 'PutBucketInventoryConfiguration' };
  const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
  faults.next(3, { ...puts, bucket: 'unforwarded-and-busy' }, slowDown);
  const malformed = new AwsError('InvalidArgument', 'Invalid Argument');
  faults.next(1, { ...puts, bucket: 'unforwarded-and-odd' }, malformed);
  await clock.advance(SWEEP_AT - clock.now());
  const [execution] = machines.stateMachines.all();
  if (!execution) return [];
  // Whoever cannot become anybody has come to an end without the call that hangs.
  if (execution.status === 'RUNNING') {
    await machines.stateMachines.stop(execution.arn);
    machines.stateMachines.redrive(execution.arn);
  }
  await clock.advance(MINUTE);
  return execution.status === 'SUCCEEDED' ? [] : [`sweep: ${execution.cause ?? execution.status}`];
}

async function soundAlarms({ organization, clock }: House): Promise<void> {
  organization.machines.alarms.raise(undeliveredAlarm);
  organization.machines.alarms.raise('stocktake-errors');
  await clock.advance(SECOND);
}

/** Why events could not be delivered: EventBridge tells nobody but the dead letter. */
async function reasonsOfLetters({ operator }: House): Promise<readonly string[]> {
  const letters = await Array.fromAsync(keptLetters(operator)).catch(() => []);
  return letters.map(({ reason }) => reason).filter((reason) => /not authorized/.test(reason));
}

/** Every command that reaches the hub, as a person of the hub's account types it. Returns the words of those that failed. */
async function operate(
  { organization, clock }: House,
  all: readonly (readonly string[])[],
): Promise<readonly string[]> {
  const file = await mandateFile();
  const credentials = { accessKeyId: HUB, secretAccessKey: 'anything' };
  // A person's waiting is nobody else's: the command's clock runs by itself.
  const own = { now: clock.now, sleep: () => Promise.resolve() };
  const outside = {
    credentials,
    requestHandler: organization.requestHandler,
    clock: own,
    random: () => 0.5,
  };
  const connect = (mandateFile?: string) =>
    connectHub({ AWS_REGION: REGION }, mandateFile, outside);
  const stocktake = (...words: readonly string[]) =>
    runIn({ connect, environment: { MANDATE_FILE: file }, untilStopped: forEver }, ...words);
  const failed: string[] = [];
  for (const words of all) {
    const { code, err } = await stocktake(...words);
    if (code === 1 || code === 64) failed.push(`${words.join(' ')}: ${err}`);
  }
  return failed;
}

const forEver = () => new Promise<void>(() => undefined);

const unheard = ['unheard', '--account', MEMBER, '--region', REGION];

const commands = [
  ['doctor'],
  ['plan'],
  ['explain', ...unheard],
  ['enforce', ...unheard],
  ['status'],
  ['status', '--account', MEMBER],
  ['history', 'orders'],
  ['halt'],
  ['resume'],
  ['mode', 'report'],
  ['mode', 'correct'],
  ['mode'],
  ['redrive', '--cause', 'malformed-message', '--discard'],
  ['redrive'],
];

/** One for all runs of a test file. */
async function mandateFile(): Promise<string> {
  const file = join(await folder, 'mandate.yaml');
  await writeFile(file, mandate);
  return file;
}

const folder = aFolder();
