import { parseArgs } from 'node:util';
import { command } from './check/command.ts';
import { documentFaults } from './check/documents.ts';
import { forbiddenWords } from './check/forbidden-words.ts';
import { inspection } from './check/inspection.ts';
import { judgeTemplates } from './check/judges.ts';
import { licenceFaults } from './check/licences.ts';
import { conclusion, runSteps, type Step } from './check/run-steps.ts';
import { faultsOfTemplates } from './check/templates.ts';

// npm run check [-- --without-tests]: everything that must hold before a commit, and in CI.

const tests: Step = { name: 'tests', run: command('npm test') };

const coverage = 'npm run coverage';

const others: readonly Step[] = [
  { name: 'rules/ covered to 100 %', run: command(coverage) },
  { name: 'format, lint, import rules', run: command('biome check --error-on-warnings') },
  { name: 'types', run: command('tsc --noEmit') },
  { name: 'dead code, dependencies', run: command('knip --no-progress') },
  { name: 'forbidden words', run: inspection(forbiddenWords) },
  { name: 'links and headings of documents', run: inspection(documentFaults) },
  { name: 'licences', run: inspection(licenceFaults) },
  { name: 'templates', run: inspection(faultsOfTemplates) },
  { name: 'templates: SAM transform, cfn-lint', run: judgeTemplates },
  { name: 'build, bundle budgets', run: command('node bench/build.ts') },
];

const { values } = parseArgs({ options: { 'without-tests': { type: 'boolean' } } });
const steps = values['without-tests'] ? others : [tests, ...others];
const sum = await runSteps(steps);
console.log(conclusion(sum));
process.exitCode = sum.failed.length === 0 ? 0 : 1;
