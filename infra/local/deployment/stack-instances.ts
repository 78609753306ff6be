import type { Place } from '../arn.ts';
import type { Templates } from '../house-templates.ts';
import { type Resource, resourcesOf } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedStackSet } from './stack-sets-in.ts';

/** The part of an organization that stack sets reach, and where it answers. */
export interface Territory {
  readonly managementAccount: string;
  /** The active accounts in these units and in all below them, at this moment. */
  accountsIn(units: readonly string[]): readonly string[];
  readonly endpoint: string;
}

/** One stack of a stack set. */
export interface StackInstance extends Place {
  readonly stackSet: string;
  readonly resources: readonly Resource[];
}

/**
 * The stacks that a stack set comes to. The management account is passed over, as service-managed stack sets do.
 *
 * @throws TemplateError for a template that is not there, or says what is not understood here.
 */
export function stackInstances(
  stackSet: DeployedStackSet,
  templates: Templates,
  territory: Territory,
): readonly StackInstance[] {
  return placesOf(stackSet, territory).map((place) => ({
    ...place,
    stackSet: stackSet.name,
    resources: stackOf(stackSet, templates, { ...place, endpoint: territory.endpoint }),
  }));
}

/** One stack from the template of a stack set, with the stack set's parameters: by hand, in an account it does not reach. */
export function stackOf(
  { name, templatePath, parameters }: DeployedStackSet,
  { stackSets }: Templates,
  place: Place & { readonly endpoint: string },
): readonly Resource[] {
  const template = stackSets[templatePath];
  if (!template) throw new TemplateError('template.yaml', templatePath, 'there is no such file');
  return resourcesOf(template, { ...place, stackName: `StackSet-${name}`, parameters });
}

function placesOf({ groups }: DeployedStackSet, territory: Territory): readonly Place[] {
  return groups.flatMap(({ regions, units, accounts }) =>
    territory
      .accountsIn(units)
      .filter((account) => account !== territory.managementAccount)
      .filter((account) => accounts?.includes(account) ?? true)
      .flatMap((account) => regions.map((region) => ({ account, region }))),
  );
}
