import { createVirtualClock, type LocalClock } from '../../../infra/local/clock.ts';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import type { InProcessHandler } from '../../../infra/local/in-process.ts';
import {
  type LocalOrganization,
  type OrganizationOptions,
  startOrganization,
} from '../../../infra/local/organization.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { START } from './ground.ts';

export const PRODUCTION = '111111111111';
export const DEVELOPMENT = '444444444444';
export const NEWCOMER = '666666666666';
export const SUSPENDED = '777777777777';
export const MANAGEMENT = '100000000001';
export const HUB = '100000000002';

export interface OrganizationInTest extends LocalOrganization {
  readonly clock: LocalClock;
}

const templates = houseTemplates();

/** The default organization on a clock that stands still, with no function running. */
export async function anOrganization(
  options: Partial<OrganizationOptions> = {},
): Promise<OrganizationInTest> {
  const clock = createVirtualClock(START);
  const random = seededRandom(1);
  const base = { seed: defaultSeed, clock, random, templates, functions: {} };
  return (await startOrganization({ ...base, ...options })) as OrganizationInTest;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What an SDK client needs to act as an account's administrator, or with the keys of a session. */
export function clientOf(
  { requestHandler }: { readonly requestHandler: InProcessHandler },
  who: string | Keys = PRODUCTION,
  region = 'eu-west-1',
) {
  const credentials = typeof who === 'string' ? { accessKeyId: who, secretAccessKey: 'x' } : who;
  return { region, requestHandler, credentials, maxAttempts: 1 };
}

/** What a call rejected with. Fails when it did not reject. */
export function refusal(call: Promise<unknown>): Promise<SdkError> {
  return call.then(
    () => {
      throw new Error('the call was expected to be refused');
    },
    (error: SdkError) => error,
  );
}

export interface SdkError extends Error {
  readonly $metadata: { readonly httpStatusCode?: number; readonly attempts?: number };
  readonly [field: string]: unknown;
}
