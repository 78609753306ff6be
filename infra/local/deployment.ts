import { arnOf, type Place } from './arn.ts';
import type { NewRule } from './buses.ts';
import {
  type BusPolicy,
  busesIn,
  busPoliciesIn,
  type DeployedBus,
  rulesIn,
} from './deployment/buses-in.ts';
import { type FunctionDeployment, functionsIn } from './deployment/functions-in.ts';
import { queuesIn } from './deployment/queues-in.ts';
import { type DeployedRole, rolesIn } from './deployment/roles-in.ts';
import {
  type DeployedParameter,
  type DeployedTable,
  parametersIn,
  tablesIn,
  topicsIn,
} from './deployment/stores-in.ts';
import type { Templates } from './house-templates.ts';
import type { QueueSettings } from './queues/queue.ts';
import { type Resource, resourcesOf } from './template/stack.ts';

/** Everything that the templates put into an organization. */
export interface Deployment {
  readonly roles: readonly DeployedRole[];
  readonly queues: readonly QueueSettings[];
  readonly buses: readonly DeployedBus[];
  readonly busPolicies: readonly BusPolicy[];
  readonly rules: readonly NewRule[];
  readonly functions: readonly FunctionDeployment[];
  readonly parameters: readonly DeployedParameter[];
  readonly tables: readonly DeployedTable[];
  readonly topics: readonly string[];
}

/** The organization that is deployed to. */
export interface Site {
  readonly organizationId: string;
  readonly hub: Place;
  /** Every active account; hub, management and destination are members like any other. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Where the organization answers: `http://127.0.0.1:4577`. Queue URLs begin with it. */
  readonly endpoint: string;
}

/**
 * What the hub's template and a member's template in every account and region come to, as data: nothing is created.
 *
 * @throws TemplateError for whatever the local organization does not stand for.
 */
export function readDeployment({ hub, member }: Templates, site: Site): Deployment {
  const { organizationId, endpoint } = site;
  const hubStack = resourcesOf(hub, {
    ...site.hub,
    stackName: 'stocktake',
    endpoint,
    parameters: { OrganizationId: organizationId },
  });
  const parameters = {
    OrganizationId: organizationId,
    HubAccountId: site.hub.account,
    HubBusArn: arnOf('events', site.hub, 'event-bus/stocktake'),
    HomeRegion: site.hub.region,
  };
  const memberStacks = placesOf(site).map((place) =>
    resourcesOf(member, { ...place, stackName: 'stocktake-member', endpoint, parameters }),
  );
  return merge([hubStack, ...memberStacks]);
}

/** The hub's region is always among them: it holds the roles. */
function placesOf({ accounts, regions, hub }: Site): readonly Place[] {
  const everywhere = [...new Set([hub.region, ...regions])];
  return accounts.flatMap((account) => everywhere.map((region) => ({ account, region })));
}

function merge(stacks: readonly (readonly Resource[])[]): Deployment {
  return {
    roles: stacks.flatMap(rolesIn),
    queues: stacks.flatMap(queuesIn),
    buses: stacks.flatMap(busesIn),
    busPolicies: stacks.flatMap(busPoliciesIn),
    rules: stacks.flatMap(rulesIn),
    functions: stacks.flatMap(functionsIn),
    parameters: stacks.flatMap(parametersIn),
    tables: stacks.flatMap(tablesIn),
    topics: stacks.flatMap(topicsIn),
  };
}
