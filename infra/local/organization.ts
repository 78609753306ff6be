import type { Clock, Random } from '../clock.ts';
import { boundRoles } from './assembly/bound-roles.ts';
import { functionEnvironment } from './assembly/function-environment.ts';
import { createMachines, type MachineOptions, type Machines } from './assembly/machines.ts';
import { refuseStrangers } from './assembly/refuse-strangers.ts';
import { openRoleBook } from './assembly/role-book.ts';
import { siteOf } from './assembly/site-of.ts';
import { type Credentials, standingCredentials } from './assembly/standing-credentials.ts';
import { waitUntilQuiet } from './assembly/wait-until-quiet.ts';
import type { CallRecord } from './calls.ts';
import { deploy, startFunction } from './deploy.ts';
import type { FunctionDeployment } from './deployment/functions-in.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import type { Faults } from './faults.ts';
import { houseTemplates, type Templates } from './house-templates.ts';
import { createInProcessHandler, type InProcessHandler } from './in-process.ts';
import type { LambdaHandler } from './lambda/invoke.ts';
import { createMappings } from './mappings.ts';
import type { Seed } from './seed.ts';
import type { WireRequest, WireResponse } from './wire.ts';

export interface OrganizationOptions extends MachineOptions {
  /**
   * The functions to run, by the name of their entry: `bucket-changed`. Those left out are somebody else's to run, and those
   * that are not deployed, because their condition does not hold, do not.
   */
  readonly functions: Readonly<Record<string, FunctionFactory>>;
  /** Where the organization is served: `http://127.0.0.1:4577`. Queue URLs begin with it; left out, they are as AWS's own. */
  readonly endpoint?: string | undefined;
  /** Left out, the house's own: template.yaml and infra/stacksets/. */
  readonly templates?: Templates | undefined;
  /** Of the hub's template: laid over what the seed says. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Policies that roles may have as permissions boundaries, by path and name; the same ones in every account. */
  readonly managedPolicies?: Readonly<Record<string, unknown>>;
  /** Whether the templates' schedules run. They do not if left out: a clock that is told to run until nothing is due would never end. */
  readonly schedules?: boolean;
  /** Is told when a function throws or runs out of time. */
  readonly functionFailed?: (name: string, error: unknown) => void;
}

/** Starts a function: its environment as Lambda would set it, and the outside world to build its SDK clients on. */
export type FunctionFactory = (
  environment: Readonly<Record<string, string>>,
  outside: Outside,
) => LambdaHandler;

export interface Outside {
  readonly requestHandler: InProcessHandler;
  readonly clock: Clock;
  readonly random: Random;
}

/** A whole organization of AWS accounts in this process. */
export interface LocalOrganization {
  readonly seed: Seed;
  readonly clock: Clock;
  /** For SDK clients in this process. */
  readonly requestHandler: InProcessHandler;
  /** For a server: answers a request as it came over the wire. */
  handle(request: WireRequest): Promise<WireResponse>;
  /** Failure on demand. */
  readonly faults: Faults;
  /** The access log: the latest ten thousand calls, oldest first. */
  readonly calls: readonly CallRecord[];
  /** The names of the functions that the templates deploy: `bucket-changed`. */
  readonly functions: readonly string[];
  /** What Lambda would set for a function: settings, region, credentials of its role. Throws Error for an unknown name. */
  environmentOf(functionName: string): Readonly<Record<string, string>>;
  /** Credentials of a role, which do not expire. Throws Error for a role that does not exist. */
  credentialsOf(roleArn: string): Credentials;
  /** Gives an account the member role that its seed left out. */
  addRole(account: string): void;
  /** Takes an action out of a role's policies; returns what puts it back. Throws Error for a role that does not exist. */
  revoke(roleArn: string, action: string): () => void;
  /** The services behind the wire, for tests and demonstrations to look into. */
  readonly machines: Machines;
  /** Resolves when no request and no function is under way and nothing is due now. */
  settle(): Promise<void>;
  /** No function takes further work, and no schedule runs. */
  close(): Promise<void>;
}

/**
 * Starts an organization from its seed: its accounts, what the templates deploy into them, the buckets for the reports, and
 * the functions that it is given.
 *
 * @throws TemplateError for a template that says what is not understood here; Error for a function that no template describes,
 *   and for a permissions boundary that is not there.
 */
export async function startOrganization(options: OrganizationOptions): Promise<LocalOrganization> {
  const { seed, clock, random, functions } = options;
  const deployment = deploymentOf(options);
  const roles = openRoleBook(seed, deployment.roles);
  const machines = createMachines(options, roles);
  await deploy(deployment, machines);
  const mappings = createMappings({ clock, random }, options.functionFailed);
  const { gateway, calls, faults } = machines;
  const requestHandler = createInProcessHandler({ clock, handle: gateway.handle });
  const credentialsOf = (arn: string, name = 'local') =>
    standingCredentials({ roles, sessions: machines.sessions }, arn, name);
  const environmentOf = (name: string) => {
    const deployed = functionNamed(deployment, name);
    return functionEnvironment(deployed, credentialsOf(deployed.roleArn, deployed.name));
  };
  for (const deployed of deployment.functions) {
    const create = functions[deployed.entry];
    const handler = create?.(environmentOf(deployed.entry), { requestHandler, clock, random });
    const services = { functions: machines.functions, queues: machines.queues, mappings };
    if (handler) startFunction(deployed, handler, services);
  }
  if (options.schedules) machines.schedules.start();
  return {
    seed,
    clock,
    requestHandler,
    handle: gateway.handle,
    faults,
    get calls() {
      return calls.latest();
    },
    functions: deployment.functions.map(({ entry }) => entry),
    environmentOf,
    credentialsOf: (arn) => credentialsOf(arn),
    addRole: roles.addMissing,
    revoke: roles.revoke,
    machines,
    settle: () => waitUntilQuiet({ clock, gateway, mappings, functions: machines.functions }),
    close: async () => {
      machines.schedules.stop();
      mappings.stop();
    },
  };
}

function deploymentOf(options: OrganizationOptions): Deployment {
  const { seed, templates = houseTemplates(), endpoint, managedPolicies = {} } = options;
  refuseStrangers(Object.keys(options.functions), templates.hub);
  const site = siteOf(seed, endpoint ?? `https://sqs.${seed.hub.region}.amazonaws.com`);
  const deployment = readDeployment(templates, {
    ...site,
    parameters: { ...site.parameters, ...options.parameters },
  });
  return { ...deployment, roles: boundRoles(deployment.roles, managedPolicies) };
}

function functionNamed({ functions }: Deployment, name: string): FunctionDeployment {
  const deployed = functions.find(({ entry }) => entry === name);
  if (deployed) return deployed;
  const known = functions.map(({ entry }) => entry).join(', ');
  throw new Error(`no template deploys a function ${name}; there are: ${known}`);
}
