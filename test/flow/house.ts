import { functionCloud } from '../../handlers/cli/local/function-cloud.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { createVirtualClock, type LocalClock } from '../../infra/local/clock.ts';
import {
  type LocalOrganization,
  type OrganizationOptions,
  startOrganization,
} from '../../infra/local/organization.ts';
import { seededRandom } from '../../infra/local/random.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import { type Mandate, parseMandate } from '../../rules/mandate.ts';
import { type Between, hubFunctions } from './hub-functions.ts';
import { weekly } from './mandates.ts';

/** An organization, and a way for us to look into the hub. */
export interface Premises {
  readonly organization: LocalOrganization;
  /** The world as the enforce function sees it, but with an operator's credentials. */
  readonly operator: Cloud;
}

/** The organization of the demonstration with our functions in it, on a clock that only moves when it is told to. */
export interface House extends Premises {
  readonly clock: LocalClock;
}

export interface HouseOptions
  extends Partial<Omit<OrganizationOptions, 'clock' | 'random' | 'functions'>> {
  /** The mandate in force, as YAML; or that there is none to be read. */
  readonly mandate?: string;
  /** Milliseconds since the epoch; a morning of November, if left out. */
  readonly start?: number;
  /** What chance begins with: the same number is the same run. */
  readonly chance?: number;
  /** Put between our functions and AWS. */
  readonly transport?: Between['transport'];
  /** How often the processes of our functions have died. */
  readonly life?: Between['life'];
  readonly around?: Between['around'];
}

const START = Date.parse('2026-11-24T09:00:00Z');

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { mandate = weekly, chance = 1, seed = defaultSeed, start = START, ...more } = options;
  const clock = createVirtualClock(start);
  const random = seededRandom(chance);
  const governing = underMandate(mandate);
  const functions = await hubFunctions({ cloud: governing, transport: (same) => same, ...more });
  const organization = await startOrganization({ ...more, seed, clock, random, functions });
  return { organization, clock, operator: governing(connectOperator(organization)) };
}

/** The house as another operator sees it: by another mandate, or with something put between him and AWS. */
export function withOperator(
  house: House,
  { mandate = weekly, transport }: Pick<HouseOptions, 'mandate' | 'transport'>,
): House {
  const operator = underMandate(mandate)(connectOperator(house.organization, transport));
  return { ...house, operator };
}

/** As if it had been bundled. */
function underMandate(text: string): Between['cloud'] {
  // Nothing is bundled with sources: the cloud's own mandate cannot be read.
  if (text === 'unreadable') return (cloud) => cloud;
  const mandate = readMandate(text);
  return (cloud) => ({ ...cloud, mandate: async () => mandate });
}

function readMandate(text: string): Mandate {
  const reading = parseMandate(text, 'mandate.yaml');
  if (reading.errors) throw new Error(JSON.stringify(reading.errors));
  return reading.mandate;
}

/** With dice of its own, so that a look at the ledger changes nothing in a seeded run. */
export function connectOperator(
  organization: LocalOrganization,
  transport: Between['transport'] = (same) => same,
): Cloud {
  const settings = organization.environmentOf('sweep');
  const operator = `arn:aws:iam::${organization.seed.hub.account}:role/stocktake/stocktake-operator`;
  // Last of all: where chance is always the same, so is every key, and the latest session has it.
  const credentials = organization.credentialsOf(operator);
  const environment = {
    ...settings,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
  const { clock } = organization;
  const requestHandler = transport(organization.requestHandler, clock);
  return functionCloud(environment, { requestHandler, clock, random: seededRandom(0) });
}
