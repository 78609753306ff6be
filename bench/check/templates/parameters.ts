import type { Document } from './reading/document.ts';
import { fieldsOf, listOf } from './reading/fields.ts';
import { referencesIn } from './reading/references.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** Parameters that nothing uses, that nobody explains, or that the console shows in no group. */
export const parameters: TemplateCheck = (document) => [
  ...unusedFaults(document),
  ...descriptionFaults(document),
  ...(document.isSam ? groupFaults(document) : []),
];

function unusedFaults({ parameters: all, root }: Document): readonly Fault[] {
  const used = new Set(referencesIn(root).map(({ name }) => name));
  return Object.keys(all)
    .filter((name) => !used.has(name))
    .map((name) => ({ path: `Parameters.${name}`, text: 'nothing uses it' }));
}

function descriptionFaults({ parameters: all }: Document): readonly Fault[] {
  return Object.entries(all)
    .filter(([, { Description }]) => !Description)
    .map(([name]) => ({ path: `Parameters.${name}.Description`, text: 'expected one' }));
}

/** In the hub only: the other templates are filled in by it, not by people. */
function groupFaults({ parameters: all, root }: Document): readonly Fault[] {
  const path = 'Metadata.AWS::CloudFormation::Interface.ParameterGroups';
  const { ParameterGroups } = fieldsOf(fieldsOf(root.Metadata)['AWS::CloudFormation::Interface']);
  const groups = listOf(ParameterGroups).map(fieldsOf);
  const grouped = groups.flatMap(({ Parameters }) => listOf(Parameters).map(String));
  const missing = Object.keys(all).filter((name) => !grouped.includes(name));
  const strange = grouped.filter((name) => !(name in all));
  return [
    ...missing.map((name) => ({ path, text: `${name} is in no group` })),
    ...strange.map((name) => ({ path, text: `there is no parameter ${name}` })),
  ];
}
