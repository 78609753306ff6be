import { listed } from './constraints.ts';
import type { Deploying } from './deploying.ts';
import type { Values } from './parameter-values.ts';

/** What breaks a rule of the template; undefined while nothing does, as far as is known. */
type Culprit = (values: Values, region: string | undefined) => string | undefined;

/** The hub's rules that can be judged without AWS, by their names in the template. */
const culprits: ReadonlyMap<string, Culprit> = new Map([
  ['HubRegionIsGoverned', regionThatIsNotGoverned],
]);

/** Rules of the template that a deployment would break, in the words of the template. */
export function ruleFaults(
  { file, template, config }: Deploying,
  values: Values,
): readonly string[] {
  return Object.entries(template.Rules ?? {}).flatMap(([name, { Assertions }]) => {
    const culprit = culprits.get(name)?.(values, config?.region);
    if (culprit === undefined) return [];
    const said = Assertions[0]?.AssertDescription ?? `expected ${name} to hold`;
    return `${config?.file ?? file}: ${said}; found ${culprit}`;
  });
}

function regionThatIsNotGoverned(values: Values, region: string | undefined): string | undefined {
  const regions = values.get('Regions');
  if (region === undefined || regions === undefined) return undefined;
  return listed(regions).includes(region) ? undefined : `region ${JSON.stringify(region)}`;
}
