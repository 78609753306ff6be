import { command, type Verdict } from '../command.ts';
import { type Judgement, unjudged } from './judgement.ts';

const LINT = 'cfn-lint';

const judge = {
  name: LINT,
  install: 'pip install cfn-lint==1.51.0',
  notices: 'schema of every resource, unknown attributes, actions that IAM does not know',
};

/** The hub is in one region of its owner's choice; members are wherever an organization can be. */
const hubRegions = 'us-east-1 eu-west-1';
const memberRegions = 'us-east-1 us-gov-west-1 cn-north-1 eusc-de-east-1';

/** Beyond errors and warnings: deletion policies, retention, and partitions that are written out. */
const alsoInclude = 'I3011 I3013 I3042';

/** What cfn-lint says of templates, given as paths from the top of the repository. */
export async function lint(files: readonly string[]): Promise<Judgement> {
  const version = await command(`${LINT} --version`)();
  if (!version.ok) return unjudged(judge);
  const verdicts = await Promise.all(files.map(lintFile));
  return {
    ok: verdicts.every(({ ok }) => ok),
    output: verdicts.map(({ output }) => output).join(''),
    note: `- ${version.output.trim()} on ${files.join(', ')}`,
    missed: [],
  };
}

function lintFile(file: string): Promise<Verdict> {
  const regions = file.startsWith('infra/stacksets/') ? memberRegions : hubRegions;
  const options = `--format parseable --include-checks ${alsoInclude}`;
  return command(`${LINT} ${options} --regions ${regions} -- ${file}`)();
}
