import { referencesIn } from './references.ts';

/** The resource that a property names by `Ref`, `Fn::GetAtt` or in `Fn::Sub`; undefined for anything else. */
export function referredId(node: unknown): string | undefined {
  return referencesIn(node).find(({ name }) => !name.startsWith('AWS::'))?.name;
}
