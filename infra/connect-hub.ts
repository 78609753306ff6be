import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { type Caller, identifyCaller, type Outside } from './aws/caller.ts';
import { errorName, KnownFailure } from './aws/failure.ts';
import { operatorSession } from './aws/operator-session.ts';
import { type Cloud, connectCloud } from './cloud.ts';
import { readSettings, type Settings } from './settings.ts';

/** Written by the hub's template, in the hub's account and region. */
const PARAMETER = '/stocktake/settings';

const Name = z.string().min(1);

const HubSettings = z.object({
  ledgerTable: Name,
  hubBus: Name,
  workQueueUrl: Name,
  deadLetterQueueUrl: Name,
  memberRole: Name,
  operatorRole: Name,
  enforcementParameter: Name,
  organizationId: Name,
  /** A hub that was deployed before there was a sweep has none. */
  regions: z.optional(Name),
  targetUnits: z.optional(z.string()),
});
type HubSettings = z.infer<typeof HubSettings>;

/** The variables of the functions' environment that stand for a member of the parameter, and override it. */
const variables = {
  ledgerTable: 'LEDGER_TABLE',
  hubBus: 'HUB_BUS',
  workQueueUrl: 'WORK_QUEUE_URL',
  deadLetterQueueUrl: 'DEAD_LETTER_QUEUE_URL',
  memberRole: 'MEMBER_ROLE',
  operatorRole: 'OPERATOR_ROLE',
  enforcementParameter: 'ENFORCEMENT_PARAMETER',
  organizationId: 'ORGANIZATION_ID',
} as const satisfies Record<Exclude<keyof HubSettings, 'regions' | 'targetUnits'>, string>;

const everyVariable = { ...variables, regions: 'REGIONS', targetUnits: 'TARGET_UNITS' } as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The world with an operator's rights: finds the hub through the caller's own credentials and region, and assumes the
 * operator role there; the credentials renew themselves.
 *
 * @param mandateFile the mandate for plans; commands that make none can leave it out.
 * @throws KnownFailure `unreadable`, one line that says what to do: no region, no credentials, no hub here, role refused.
 */
export async function connectHub(
  environment: Environment,
  mandateFile?: string,
  outside: Outside = {},
): Promise<Cloud> {
  const caller = await identifyCaller(environment, outside);
  const isGiven = Object.values(variables).every((variable) => environment[variable]);
  const hub = withOverrides(isGiven ? {} : await readParameter(caller), environment);
  const settings = settingsOf(hub, caller.region, mandateFile);
  const credentials = operatorSession(caller, hub.operatorRole, outside.clock);
  await credentials(); // a refusal is told now and not by some later call
  return connectCloud({ ...outside, settings, credentials });
}

async function readParameter(caller: Caller): Promise<unknown> {
  const answer = await new SSMClient(caller.configuration)
    .send(new GetParameterCommand({ Name: PARAMETER }))
    .catch((error: unknown) => refuse(error, caller));
  try {
    return JSON.parse(answer.Parameter?.Value ?? '');
  } catch (cause) {
    throw new KnownFailure('unreadable', `the parameter ${PARAMETER} holds no JSON`, { cause });
  }
}

function refuse(error: unknown, { account, region }: Caller): never {
  const place = `account ${account}, ${region}`;
  const reason =
    errorName(error) === 'ParameterNotFound'
      ? `there is no parameter ${PARAMETER} in ${place}: is Stocktake deployed in this account and region?`
      : `the parameter ${PARAMETER} in ${place} cannot be read: ${(error as Error).message}`;
  throw new KnownFailure('unreadable', reason, { cause: error });
}

function withOverrides(parameter: unknown, environment: Environment): HubSettings {
  const overrides = Object.entries(everyVariable).flatMap(([member, variable]) =>
    environment[variable] ? [[member, environment[variable]]] : [],
  );
  const members = typeof parameter === 'object' ? parameter : {};
  const read = HubSettings.safeParse({ ...members, ...Object.fromEntries(overrides) });
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new KnownFailure(
    'unreadable',
    `the parameter ${PARAMETER} lacks a text for: ${wrong}; deploy the hub's template anew`,
  );
}

/** By way of the functions' own environment, so that both are checked by the same schema. */
function settingsOf(hub: HubSettings, region: string, mandateFile: string | undefined): Settings {
  const entries = Object.entries(everyVariable).map(([member, variable]) => [
    variable,
    hub[member as keyof HubSettings],
  ]);
  const environment = { ...Object.fromEntries(entries), AWS_REGION: region };
  try {
    return readSettings({ ...environment, ...(mandateFile && { MANDATE_FILE: mandateFile }) });
  } catch (cause) {
    const message = `the hub's settings are wrong: ${(cause as Error).message}`;
    throw new KnownFailure('unreadable', message, { cause });
  }
}
