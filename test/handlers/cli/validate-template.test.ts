import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { aFolder } from '../../a-folder.ts';
import { fittingMandate as mandate, overridesWith } from './a-deployment.ts';
import { runIn } from './a-world.ts';

const deployed = overridesWith();

/** The template of this repository in a folder of its own, so that nobody's samconfig is beside it. */
let folder: string;
const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFile(path(name), text);
const samconfig = (overrides: string) =>
  write('samconfig.toml', `[default.deploy.parameters]\nparameter_overrides = ${overrides}\n`);
const validate = (...words: readonly string[]) =>
  runIn({}, 'validate', path('mandate.yaml'), '--template', path('template.yaml'), ...words);

beforeEach(async () => {
  folder = await aFolder();
  await copyFile('template.yaml', path('template.yaml'));
  await write('mandate.yaml', mandate);
  await samconfig(JSON.stringify(deployed));
});

describe('validate --template', () => {
  test('praises a mandate that fits', async () => {
    const ran = await validate();

    expect(ran).toEqual({
      code: 0,
      out: `✓ ${path('mandate.yaml')} fits ${path('template.yaml')}: 2 regions, reports go to acme-inventory-{region} of 222222222222\n`,
      err: '',
    });
  });

  test('finds the mandate of this repository fit for its own template', async () => {
    const ran = await runIn({}, 'validate', 'mandate.yaml', '--template', path('template.yaml'));

    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  test('shows what does not fit at its place in the mandate, a line each', async () => {
    const elsewhere = mandate.replace('"222222222222"', '"333333333333"');
    const regions = '{ regions: [eu-west-1, eu-central-2] },';
    await write('mandate.yaml', elsewhere.replace('{},', regions));

    const ran = await validate();

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err.split('\n')).toEqual([
      `${path('mandate.yaml')}:2:25 destination.account: expected the account of the template's buckets, "222222222222"; found "333333333333"`,
      `${path('mandate.yaml')}:4:49 rules[0].where.regions[1]: expected one of the regions that the template governs: eu-west-1, us-east-1; found eu-central-2, which has no destination bucket and no forwarding rule`,
      '',
    ]);
  });

  test('warns of a key without failing, beside the warnings of the mandate itself', async () => {
    const key = 'encryption: { kmsKey: "arn:aws:kms:{region}:222222222222:key/k" } }\n';
    const warned = mandate
      .replace(' }\n', `, ${key}`)
      .replace('Current }', 'Current, fields: [New] }');
    await write('mandate.yaml', warned);

    const ran = await validate();

    expect(ran.code).toBe(0);
    expect(ran.err.split('\n')).toEqual([
      expect.stringMatching(/:4:\d+ rules\[0\].*"New".* \(warning\)$/),
      expect.stringMatching(/:2:\d+ destination\.encryption\.kmsKey: .* \(warning\)$/),
      '',
    ]);
  });

  test('takes key and table from the parameters', async () => {
    await samconfig(
      JSON.stringify(`${deployed} ReportTableRule=weekly ReportTablePrefix={account}`),
    );

    const ran = await validate();

    expect(ran.code).toBe(1);
    expect(ran.err).toContain('rules[0].inventory.format: expected Parquet');
    expect(ran.err).toContain('expected the destination prefix "{account}"');
  });

  test('prints one document for machines', async () => {
    await write('mandate.yaml', mandate.replace('acme-inventory-', 'acme-reports-'));

    const ran = await validate('--json');

    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      file: path('mandate.yaml'),
      errors: [{ line: 2, column: 49, path: 'destination.bucket', message: expect.any(String) }],
      warnings: [],
    });
  });

  test('without a mistake the document for machines is as ever', async () => {
    const ran = await validate('--json');

    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      file: path('mandate.yaml'),
      errors: [],
      warnings: [],
    });
  });
});

describe('parameters', () => {
  test.each([
    ['quoted twice', `"Regions=\\"eu-west-1, us-east-1\\" ${deployed.replace(/^\S+ /, '')}"`],
    ['quoted once', `"Regions='eu-west-1, us-east-1' ${deployed.replace(/^\S+ /, '')}"`],
    ['with escaped spaces', `'${deployed.replace(',', ',\\ ')}'`],
    [
      'in the long form',
      `"${deployed.replaceAll(/(\S+?)=(\S+)/g, 'ParameterKey=$1,ParameterValue=$2')}"`,
    ],
    ['as a list', JSON.stringify(deployed.split(' '))],
    ['over several lines', `"""\\\n  ${deployed.replaceAll(' ', ' \\\n  ')}\\\n  """`],
    ['empty, quoted', JSON.stringify(`ReportTableRule="" ${deployed}`)],
    ['empty, quoted once', JSON.stringify(`${deployed} ReportTableRule=''`)],
    ['empty, in a list', JSON.stringify([...deployed.split(' '), "ReportTableRule=''"])],
  ])('%s', async (_, overrides) => {
    await samconfig(overrides);

    const ran = await validate();

    expect(ran).toMatchObject({ code: 0, err: '', out: expect.stringContaining(': 2 regions,') });
  });

  test.each(['yaml', 'yml'])('from samconfig.%s', async (ending) => {
    const config = path(`own.${ending}`);
    await writeFile(
      config,
      `version: 0.1\ndefault: { deploy: { parameters: { parameter_overrides: ["${deployed}"] } } }\n`,
    );

    const ran = await validate('--config', config);

    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  test('from samconfig.yaml beside the template when there is no TOML', async () => {
    await rm(path('samconfig.toml'));
    const parameters = `{ parameters: { parameter_overrides: "${deployed}" } }`;
    await write('samconfig.yaml', `default: { global: ${parameters} }\n`);

    const ran = await validate();

    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  test.each([
    ['of all commands', '', 0],
    ['of all commands, unless deploy has its own', 'Regions=eu-west-1', 1],
  ])('%s', async (_, own, code) => {
    const global = `[default.global.parameters]\nparameter_overrides = "${deployed}"\n`;
    const deploy = `[default.deploy.parameters]\n${own && `parameter_overrides = "${own}"`}\n`;
    await write('samconfig.toml', global + deploy);

    const ran = await validate();

    expect(ran.code).toBe(code);
  });

  test('that have no value are named, a line each, in the samconfig', async () => {
    await samconfig('"Regions=eu-west-1 OrganizationId=o-a1b2c3d4e5 OrganizationRootId=r-a1b2"');

    const ran = await validate();

    const place = `${path('samconfig.toml')}: `;
    const rest = `; found nothing, and no default in ${path('template.yaml')}`;
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err.split('\n')).toEqual([
      `${place}ManagementAccountId: expected 12 digits${rest}`,
      `${place}DestinationAccountId: expected 12 digits${rest}`,
      `${place}DestinationBucketName: expected a bucket name with {region} in it: acme-inventory-{region}${rest}`,
      '',
    ]);
  });

  test('that have no value are named in the template when there is no samconfig', async () => {
    await rm(path('samconfig.toml'));

    const ran = await validate();

    expect(ran.code).toBe(1);
    expect(ran.err).toContain(
      'template.yaml: DestinationAccountId: expected 12 digits; found no samconfig that gives it\n',
    );
  });

  test.each([
    [
      'one element of a list',
      { Regions: 'eu-west-1,Europe' },
      'Regions: expected region codes, like eu-west-1,us-east-1; found "eu-west-1,Europe"',
    ],
    [
      'more than the pattern',
      { DestinationAccountId: '2222222222223' },
      'DestinationAccountId: expected 12 digits; found "2222222222223"',
    ],
    [
      'none of the values',
      { ReportEncryption: 'KMS' },
      'ReportEncryption: expected one of SSE-S3, SSE-KMS; found "KMS"',
    ],
    [
      'what the other lines say, as in SAM CLI',
      { Regions: 'eu-west-1\\nX=1' },
      'Regions: expected region codes, like eu-west-1,us-east-1; found "eu-west-1\\nX=1"',
    ],
  ])('with a value that is not allowed: %s', async (_, changed, line) => {
    await samconfig(`"${overridesWith(changed)}"`);

    const ran = await validate();

    expect(ran).toEqual({ code: 1, out: '', err: `${path('samconfig.toml')}: ${line}\n` });
  });

  test('are mistakes in the document for machines too, after those of the mandate', async () => {
    await samconfig(`"${overridesWith({ Regions: 'Europe' })}"`);
    await write('mandate.yaml', mandate.replace('id: weekly', 'id: Weekly'));

    const ran = await validate('--json');

    expect(JSON.parse(ran.out)).toMatchObject({
      errors: [
        { line: 4, column: 11, path: 'rules[0].id' },
        { message: expect.stringMatching(/samconfig\.toml: Regions: expected region codes, /) },
      ],
    });
  });
});

describe('a template', () => {
  const parameters = (text: string) => write('template.yaml', `Parameters:\n${text}`);

  test('of something else lacks the parameters of the hub', async () => {
    await parameters('  Regions: { Type: CommaDelimitedList, Default: eu-west-1 }\n');

    const ran = await validate();

    const lines = ran.err.trimEnd().split('\n');
    expect(ran.code).toBe(1);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(
      `${path('template.yaml')}: DestinationAccountId: expected this parameter, as the hub's template has it`,
    );
  });

  test('with a default that is not allowed is named itself', async () => {
    await samconfig('"DestinationAccountId=222222222222"');
    await parameters(
      `  Regions: { Type: String, Default: baa, AllowedPattern: 'a+' }
  DestinationAccountId: { Type: String }
  DestinationBucketName: { Type: String }
  ReportEncryption: { Type: String, Default: SSE-S3 }
  ReportTableRule: { Type: String, Default: '' }
  ReportTablePrefix: { Type: String, Default: 7 }
`,
    );

    const ran = await validate();

    expect(ran.err.split('\n')).toEqual([
      `${path('template.yaml')}: Regions: expected what a+ matches; found "baa"`,
      expect.stringMatching(
        /^.*samconfig\.toml: DestinationBucketName: expected a value; found nothing/,
      ),
      '',
    ]);
  });
});

describe('a file that makes no sense is one line that says where', () => {
  const beside = (message: string) => ({
    code: 1,
    out: '',
    err: `stocktake validate: ${message}\n`,
  });

  test.each([
    ['nothing of a template', '- a list\n', ': expected a CloudFormation template with Parameters'],
    [
      'no parameters',
      'Resources: {}\n',
      ": Parameters: expected a section with the parameters of the hub's template",
    ],
    [
      'a parameter that is text',
      'Parameters:\n  Regions: eu\n',
      ': Parameters.Regions: expected a parameter with its Type',
    ],
    [
      'a pattern that is none',
      "Parameters:\n  Regions: { Type: String, AllowedPattern: '(' }\n",
      ': Parameters.Regions.AllowedPattern: expected a regular expression',
    ],
    [
      'a bound that is no number',
      'Parameters:\n  Regions: { Type: Number, MinValue: few }\n',
      ': Parameters.Regions.MinValue: expected a number',
    ],
    [
      'a rule that is text',
      'Parameters: {}\nRules: { A: holds }\n',
      ': Rules.A: expected a rule with its Assertions',
    ],
    ['a template that is no YAML', 'Parameters:\n  - {\n', ':3:1 expected YAML: '],
  ])('%s', async (_, text, message) => {
    await write('template.yaml', text);

    const ran = await validate('--json');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(`stocktake validate: ${path('template.yaml')}${message}`);
    expect(ran.err.split('\n')).toHaveLength(2);
  });

  const overrides = 'default.deploy.parameters.parameter_overrides';
  const inPairs =
    'text like "Regions=eu-west-1,us-east-1 ReportTableRule=daily", or a list of such';

  test.each([
    ['samconfig.toml', 'version = 0.1\n[default\n', ':2:9 expected TOML: '],
    ['own.yaml', '- default\n', ': expected tables such as [default.deploy.parameters]\n'],
    ['own.yml', 'default: [\n', ':2:1 expected YAML: '],
    ['samconfig.toml', 'default = 1\n', ': default: expected a table\n'],
    ['samconfig.toml', '[default]\ndeploy = 1\n', ': default.deploy: expected a table\n'],
    ['samconfig.toml', `${overrides} = 7\n`, `: ${overrides}: expected ${inPairs}\n`],
    ['samconfig.toml', `${overrides} = [7]\n`, `: ${overrides}: expected ${inPairs}\n`],
    [
      'samconfig.toml',
      `${overrides} = "Regions=eu-west-1 us-east-1"\n`,
      ': parameter_overrides: expected pairs, all Key=Value or all ParameterKey=Key,ParameterValue=Value; found "us-east-1"\n',
    ],
    [
      'samconfig.toml',
      `${overrides} = 'Regions="eu-west-1"ReportTableRule=daily'\n`,
      ': parameter_overrides: expected pairs, all Key=Value or all ParameterKey=Key,ParameterValue=Value; found "Regions=\\"eu-west-1\\"ReportTableRule=daily"\n',
    ],
    [
      'samconfig.toml',
      `${overrides} = "ReportTableRule=daily ParameterKey=Regions,ParameterValue=eu-west-1"\n`,
      ': parameter_overrides: expected pairs, all Key=Value or all ParameterKey=Key,ParameterValue=Value; found "ReportTableRule=daily"\n',
    ],
    [
      'samconfig.toml',
      `${overrides} = "Regions=eu-west-1 \\nReportTableRule=daily"\n`,
      ': parameter_overrides: expected pairs, all Key=Value or all ParameterKey=Key,ParameterValue=Value; found "\\nReportTableRule=daily"\n',
    ],
    [
      'samconfig.toml',
      `${overrides} = "ParameterKey=Regions,ParameterValue=eu-west-1 ReportTableRule=daily"\n`,
      ': parameter_overrides: expected pairs, all Key=Value or all ParameterKey=Key,ParameterValue=Value; found "ReportTableRule=daily"\n',
    ],
    [
      'samconfig.toml',
      '[default.deploy.parameters]\nregion = 7\n',
      ': default.deploy.parameters.region: expected a region code, like "eu-west-1"\n',
    ],
    [
      'samconfig.toml',
      `${overrides} = "ReportTableRule= Regions=eu-west-1"\n`,
      `: parameter_overrides: expected ReportTableRule='' for an empty value; found "ReportTableRule="\n`,
    ],
  ])('%s: %j', async (name, text, message) => {
    await write(name, text);

    const ran = await validate('--config', path(name), '--json');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(`stocktake validate: ${path(name)}${message}`);
    expect(ran.err.split('\n')).toHaveLength(2);
  });

  test('a template that is not there', async () => {
    const file = path('nowhere.yaml');

    const ran = await runIn({}, 'validate', path('mandate.yaml'), '--template', file);

    expect(ran).toEqual(
      beside(`${file}: there is no such file; name the template of the hub with --template`),
    );
  });

  test('a samconfig that is not there', async () => {
    const ran = await validate('--config', path('nowhere.toml'));

    expect(ran).toEqual(
      beside(`${path('nowhere.toml')}: there is no such file; name the samconfig with --config`),
    );
  });
});

test('--config without --template is wrong usage', async () => {
  const ran = await runIn({}, 'validate', '--config', path('samconfig.toml'));

  expect(ran).toEqual({
    code: 64,
    out: '',
    err: 'stocktake validate: --config is about a template: name that with --template as well\n',
  });
});
