import { everyPlace, type Place } from './reading/every-place.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

const kinds: readonly {
  readonly place: RegExp;
  readonly what: string;
  readonly expected: string;
}[] = [
  { place: /\barn:aws[a-z-]*:/, what: 'partition', expected: 'AWS::Partition' },
  {
    place: /\b(us|eu|ap|sa|ca|me|af|il|mx|cn|eusc)(-(gov|de|iso[a-z]?))?-[a-z]+-\d\b/,
    what: 'region',
    expected: 'AWS::Region or a parameter',
  },
  {
    place: /(?<![\w.])\d{12}(?![\w.])/,
    what: 'account',
    expected: 'AWS::AccountId or a parameter',
  },
];

/** For people, or a demand on a value that is given elsewhere. */
const exempt = /(^|\.)(AllowedPattern|\w*Description)(\.|$)/;

/** Partitions, regions and accounts that are written out where a template must fit any. */
export const hardCodedPlaces: TemplateCheck = ({ root }) =>
  everyPlace(root, '')
    .filter(({ path }) => !exempt.test(path))
    .flatMap(faultsOf);

function faultsOf({ path, node }: Place): readonly Fault[] {
  if (typeof node !== 'string' && typeof node !== 'number') return [];
  return kinds.flatMap(({ place, what, expected }) => {
    const [found] = place.exec(String(node)) ?? [];
    return found ? [{ path, text: `hard-coded ${what} ${found}; expected ${expected}` }] : [];
  });
}
