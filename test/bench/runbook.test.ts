import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ourTemplates } from '../../bench/check/our-templates.ts';
import { anchorsIn, readPage } from '../../bench/check/page.ts';
import { readDocument } from '../../bench/check/templates/reading/document.ts';
import { resourcesOf } from '../../bench/check/templates/reading/resources-of.ts';
import { repository } from '../../bench/repository.ts';
import { commands } from '../../handlers/cli/commands.ts';
import { readArguments } from '../../handlers/cli/read-arguments.ts';
import { incidentDetail } from '../../rules/incident-event.ts';
import { type IncidentCause, incidentKinds } from '../../rules/incident-kinds.ts';

const file = 'docs/runbook.md';
const lines = (await readFile(join(repository, file), 'utf8')).split('\n');
const everyCause = Object.keys(incidentKinds) as IncidentCause[];

/** What people are told of an incident of this cause that hits one bucket. */
function told(cause: IncidentCause) {
  const hit = { name: 'payments-orders', account: '111111111111', region: 'eu-west-1' };
  return incidentDetail({
    spot: { cause, account: hit.account },
    since: 0,
    hits: 1,
    sample: [hit],
  });
}

async function alarmsIn(template: string): Promise<string[]> {
  const text = await readFile(join(repository, template), 'utf8');
  const document = readDocument(template, text);
  return resourcesOf(document, 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').map(
    ({ properties }) => String(properties.AlarmName),
  );
}

const alarms = (await Promise.all((await ourTemplates()).map(alarmsIn))).flat();

/** What follows `npm run stocktake --`, up to a comment, the end of a quotation, or another command. */
function commandLines(text: string): string[] {
  return [...text.matchAll(/npm run (?:-s )?stocktake -- ([^`#|;]+)/g)].map(([, line = '']) =>
    line.trim(),
  );
}

/** @throws UsageError for a line that the command line would refuse. */
function parse(line: string): void {
  const [name = '', ...words] = line.split(/\s+/);
  const command = commands.get(name);
  if (!command) throw new Error(`there is no command ${name}`);
  readArguments(command, words);
}

describe('the runbook', () => {
  test.each(alarms)('has a section on the alarm %s', (alarm) => {
    expect(lines).toContain(`### ${alarm}`);
  });

  test.each(everyCause)('has a section on the cause %s', (cause) => {
    expect(lines).toContain(`### ${cause}`);
  });

  test.each(everyCause)('is found by what a message of %s begins with', (cause) => {
    expect(lines).toContain(`| ${incidentKinds[cause].title} | [${cause}](#${cause}) |`);
  });

  test.each([...new Set(lines.flatMap(commandLines))])(
    'has a command that can be pasted: %s',
    (line) => {
      expect(() => parse(line)).not.toThrow();
    },
  );

  test('has sections that fit on a screen', () => {
    const starts = lines.flatMap((line, at) => (/^##/.test(line) ? at : []));
    const lengths = starts.map((start, at) => (starts[at + 1] ?? lines.length) - start);

    expect(Math.max(...lengths)).toBeLessThanOrEqual(45);
  });
});

describe('a message of an incident', () => {
  test.each(everyCause)('leads from %s to a heading that is there', async (cause) => {
    const [page = '', anchor] = told(cause).runbook.split('#');

    expect(anchorsIn(await readPage(page))).toContain(anchor);
  });

  test.each(everyCause)('has a command for %s that can be pasted', (cause) => {
    expect(commandLines(told(cause).nextStep).map(parse)).toEqual([undefined]);
  });
});
