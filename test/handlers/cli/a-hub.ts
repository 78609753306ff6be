import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  type InventoryConfiguration,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { systemClock } from '../../../infra/clock.ts';
import { connectHub } from '../../../infra/connect-hub.ts';
import type { Templates } from '../../../infra/local/house-templates.ts';
import { type LocalOrganization, startOrganization } from '../../../infra/local/organization.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import { defaultSeed, type Seed, type SeedAccount } from '../../../infra/local/seed.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { aFolder } from '../../a-folder.ts';
import { type Ran, runIn, type WorldOptions } from './a-world.ts';

/** An organization without functions, and a command line that is connected to its hub. */
export interface Hub {
  readonly organization: LocalOrganization;
  /** The file of the mandate that commands are given. */
  readonly mandate: string;
  /** Runs a command as somebody with the hub's credentials. */
  readonly stocktake: (...words: readonly string[]) => Promise<Ran>;
  readonly stocktakeIn: (world: WorldOptions, ...words: readonly string[]) => Promise<Ran>;
  readonly create: (bucket: BucketRef) => Promise<void>;
  readonly remove: (bucket: BucketRef) => Promise<void>;
  readonly put: (bucket: BucketRef, configuration: InventoryConfiguration) => Promise<void>;
  /** Ids of the configurations on a bucket. */
  readonly idsOn: (bucket: BucketRef) => Promise<string[]>;
}

export const payments: BucketRef = {
  account: '111111111111',
  region: 'eu-west-1',
  name: 'payments-raw',
};

/** Where a bucket is, as flags. */
export function at({ account, region }: BucketRef): string[] {
  return ['--account', account, '--region', region];
}

/** Everybody counts once a week. */
export const weekly = `version: 1
destination: { account: "222222222222", bucket: "acme-inventory-{region}" }
rules:
  - id: weekly
    where: {}
    inventory: { frequency: Weekly, format: CSV, versions: Current, fields: [Size] }
`;

/** What makes a hub another than the house's. */
export interface HubOptions {
  readonly seed?: Partial<Seed>;
  readonly templates?: Templates;
  /** Of the hub's template. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** @param accounts beside the management, hub and destination accounts; the destination has a bucket in each region. */
export async function aHub(
  mandateText: string = weekly,
  accounts: readonly SeedAccount[] = [anAccount('111111111111')],
  { seed: more, ...deployed }: HubOptions = {},
): Promise<Hub> {
  const seed = { ...defaultSeed, accounts: [...accounts, ...central()], ...more };
  const random = seededRandom(1);
  const clock = systemClock;
  const organization = await startOrganization({ seed, clock, random, functions: {}, ...deployed });
  const mandate = join(await aFolder(), 'mandate.yaml');
  await writeFile(mandate, mandateText);
  const { requestHandler } = organization;

  function stocktakeIn(world: WorldOptions, ...words: readonly string[]): Promise<Ran> {
    const credentials = { accessKeyId: seed.hub.account, secretAccessKey: 'anything' };
    const outside = { credentials, requestHandler, clock, random };
    const connect = (file?: string) => connectHub({ AWS_REGION: seed.hub.region }, file, outside);
    return runIn({ connect, environment: { MANDATE_FILE: mandate }, ...world }, ...words);
  }

  function s3({ account, region }: BucketRef): S3Client {
    const credentials = { accessKeyId: account, secretAccessKey: 'anything' };
    return new S3Client({ region, credentials, requestHandler });
  }

  return {
    organization,
    mandate,
    stocktakeIn,
    stocktake: (...words) => stocktakeIn({}, ...words),
    create: async (bucket) => {
      await s3(bucket).send(new CreateBucketCommand({ Bucket: bucket.name }));
    },
    remove: async (bucket) => {
      await s3(bucket).send(new DeleteBucketCommand({ Bucket: bucket.name }));
    },
    put: async (bucket, InventoryConfiguration) => {
      const target = { Bucket: bucket.name, Id: InventoryConfiguration.Id, InventoryConfiguration };
      await s3(bucket).send(new PutBucketInventoryConfigurationCommand(target));
    },
    idsOn: async (bucket) => {
      const list = new ListBucketInventoryConfigurationsCommand({ Bucket: bucket.name });
      const { InventoryConfigurationList = [] } = await s3(bucket).send(list);
      return InventoryConfigurationList.map(({ Id = '' }) => Id);
    },
  };
}

export function anAccount(id: string, more: Partial<SeedAccount> = {}): SeedAccount {
  return {
    id,
    name: `account-${id.slice(0, 3)}`,
    unit: 'Workloads',
    state: 'ACTIVE',
    tags: {},
    role: 'present',
    ...more,
  };
}

function central(): SeedAccount[] {
  return [
    anAccount('100000000001', { name: 'management' }),
    anAccount('100000000002', { name: 'hub' }),
    anAccount('222222222222', { name: 'destination' }),
  ];
}

/** A configuration as a team would make one for itself. */
export function aConfiguration(Id: string): InventoryConfiguration {
  const Bucket = 'arn:aws:s3:::acme-inventory-eu-west-1';
  return {
    Id,
    IsEnabled: true,
    IncludedObjectVersions: 'Current',
    Schedule: { Frequency: 'Daily' },
    Destination: { S3BucketDestination: { Bucket, Format: 'CSV' } },
  };
}

/** Puts a text into the switch, as a person with `aws ssm put-parameter` does. */
export function holdSwitch({ organization }: Hub, text: string): void {
  organization.machines.parameters.put(organization.seed.hub, '/stocktake/enforcement', text);
}

/** What the switch holds. */
export async function switchText({ organization }: Hub): Promise<string | undefined> {
  const credentials = { accessKeyId: organization.seed.hub.account, secretAccessKey: 'anything' };
  const { region } = organization.seed.hub;
  const { requestHandler } = organization;
  const ssm = new SSMClient({ region, credentials, requestHandler });
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/stocktake/enforcement' }));
  return Parameter?.Value;
}
