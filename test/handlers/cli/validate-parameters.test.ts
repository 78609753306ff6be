import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { aFolder } from '../../a-folder.ts';
import { fittingMandate, overridesWith } from './a-deployment.ts';
import { runIn } from './a-world.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFile(path(name), text);
const samconfig = (...overrides: readonly string[]) =>
  write(
    'samconfig.toml',
    `[default.deploy.parameters]\nparameter_overrides = ${JSON.stringify(overrides)}\n`,
  );
const validate = () =>
  runIn({}, 'validate', path('mandate.yaml'), '--template', path('template.yaml'));

/** What is complained about in the samconfig, without its name. */
async function complaints(): Promise<readonly string[]> {
  const { err } = await validate();
  return err.split('\n').map((line) => line.replace(`${path('samconfig.toml')}: `, ''));
}

beforeEach(async () => {
  folder = await aFolder();
  await copyFile('template.yaml', path('template.yaml'));
  await write('mandate.yaml', fittingMandate);
});

test('a samconfig that is not filled in is refused, each line of it', async () => {
  await copyFile('samconfig.example.toml', path('samconfig.toml'));

  const ran = await validate();

  const place = `${path('samconfig.toml')}: `;
  expect(ran).toMatchObject({ code: 1, out: '' });
  expect(ran.err.split('\n')).toEqual([
    `${place}OrganizationId: expected the id of the organization, like o-a1b2c3d4e5; found "o-FILL-IN"`,
    `${place}OrganizationRootId: expected the id of the organization's root, like r-a1b2; found "r-FILL-IN"`,
    `${place}ManagementAccountId: expected 12 digits; found "FILL-IN"`,
    `${place}DestinationAccountId: expected 12 digits; found "FILL-IN"`,
    `${place}DestinationBucketName: expected a bucket name with {region} in it: acme-inventory-{region}; found "FILL-IN-inventory-{region}"`,
    `${place}AlertEmail: expected one e-mail address, or nothing; found "FILL-IN"`,
    '',
  ]);
});

test('what the example offers to be filled in is refused as well', async () => {
  const example = await readFile('samconfig.example.toml', 'utf8');
  await write('samconfig.toml', example.replaceAll('# "', '"'));

  const found = await complaints();

  expect(found).toContain(
    'TargetUnitIds: expected ids of organizational units, like ou-a1b2-c3d4e5f6; found "ou-FILL-IN,ou-FILL-IN"',
  );
});

describe('a value', () => {
  test.each([
    ['GracePeriodSeconds', '901', 'a number of at least 0 and at most 900'],
    ['GracePeriodSeconds', '-1', 'a number of at least 0 and at most 900'],
    ['GracePeriodSeconds', 'soon', 'a number of at least 0 and at most 900'],
    ['ReportRetentionDays', '0', 'a number of at least 1'],
    ['ReportRetentionDays', '0x10', 'a number of at least 1'],
    ['LogRetentionDays', '91', 'one of 30, 60, 90, 180, 365, 731'],
    ['UndeliveredAlarms', 'yes', 'one of true, false'],
    ['SourceAccountIds', '111111111111,2', 'account ids of 12 digits each, or nothing'],
  ])('of %s is not %s', async (key, value, expected) => {
    await samconfig(overridesWith({ [key]: value }));

    const found = await complaints();

    expect(found).toEqual([`${key}: expected ${expected}; found ${JSON.stringify(value)}`, '']);
  });

  test.each([
    ['GracePeriodSeconds', '0'],
    ['GracePeriodSeconds', '900'],
    ['ReportRetentionDays', '36500'],
    ['LogRetentionDays', '731'],
    ['SourceAccountIds', '111111111111,333333333333'],
    ['TargetUnitIds', "''"],
  ])('of %s may be %s', async (key, value) => {
    await samconfig(overridesWith({ [key]: value }));

    const ran = await validate();

    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  const withOwnNumber = async (bound: string) => {
    const template = await readFile('template.yaml', 'utf8');
    const own = `\nParameters:\n  Own: { Type: Number, ${bound} }\n`;
    await write('template.yaml', template.replace('\nParameters:\n', own));
  };

  test.each([
    ['', 'ten', 'a number'],
    ['MaxValue: 5', '10', 'a number of at most 5'],
  ])('of a number with { %s } is not %s', async (bound, value, expected) => {
    await withOwnNumber(bound);
    await samconfig(overridesWith({ Own: value }));

    const found = await complaints();

    expect(found).toEqual([`Own: expected ${expected}; found ${JSON.stringify(value)}`, '']);
  });

  test.each([
    ['', '10'],
    ['MinValue: -2.5', '-2'],
  ])('of a number with { %s } may be %s', async (bound, value) => {
    await withOwnNumber(bound);
    await samconfig(overridesWith({ Own: value }));

    const ran = await validate();

    expect(ran).toMatchObject({ code: 0, err: '' });
  });
});

describe('an override', () => {
  const dropped = () =>
    `no parameter of ${path('template.yaml')}, so SAM CLI would silently drop it`;

  test.each([
    ['TargetUnitId', '; did you mean TargetUnitIds?'],
    ['Target_Unit_Ids', '; did you mean TargetUnitIds?'],
    ['constructor', ''],
  ])('of %s is for no parameter%s', async (key, hint) => {
    await samconfig(overridesWith({ [key]: 'ou-a1b2-c3d4e5f6' }));

    const found = await complaints();

    expect(found).toEqual([`${key}: ${dropped()}${hint}`, '']);
  });

  test('that is mistyped leaves its parameter without a value: both are said', async () => {
    await samconfig(overridesWith().replace('OrganizationId', 'OrganisationId'));

    const found = await complaints();

    expect(found).toEqual([
      `OrganisationId: ${dropped()}; did you mean OrganizationId?`,
      expect.stringMatching(/^OrganizationId: expected the id of .*; found nothing, /),
      '',
    ]);
  });

  test.each([
    ['in one text', (more: string) => [`${overridesWith()} ${more}`]],
    ['in a list', (more: string) => [overridesWith(), more]],
  ])('may not be given twice %s, even if the last one is right', async (_, overrides) => {
    await samconfig(...overrides('Regions=eu-west-1'));

    const found = await complaints();

    expect(found).toEqual([
      'Regions: expected one value; found "eu-west-1,us-east-1" and "eu-west-1"',
      '',
    ]);
  });

  test('that is given twice is otherwise judged by the last, as SAM CLI takes it', async () => {
    await samconfig('Regions=Europe', overridesWith());

    const found = await complaints();

    expect(found).toEqual([
      'Regions: expected one value; found "Europe" and "eu-west-1,us-east-1"',
      '',
    ]);
  });
});

describe('rules of the template', () => {
  const inRegions = (global: string, deploy: string) =>
    write(
      'samconfig.toml',
      `[default.global.parameters]\n${global}\n[default.deploy.parameters]\n${deploy}\nparameter_overrides = "${overridesWith()}"\n`,
    );

  test.each([
    ['of all commands', 'region = "eu-central-1"', ''],
    ['of deploy itself', 'region = "eu-west-1"', 'region = "eu-central-1"'],
  ])("want the hub's region to be governed: that %s", async (_, global, deploy) => {
    await inRegions(global, deploy);

    const found = await complaints();

    expect(found).toEqual([
      'Regions must name the region of this stack as well; found region "eu-central-1"',
      '',
    ]);
  });

  test.each([
    ['the region is governed', 'region = "us-east-1"', ''],
    ['that of deploy is', 'region = "eu-central-1"', 'region = "us-east-1"'],
    ['no region is named', '', ''],
  ])('hold when %s', async (_, global, deploy) => {
    await inRegions(global, deploy);

    const ran = await validate();

    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  test('are not judged by values that are wrong themselves', async () => {
    const same = { ManagementAccountId: 'FILL-IN', DestinationAccountId: 'FILL-IN' };
    await samconfig(overridesWith(same));

    const found = await complaints();

    expect(found).toEqual([
      'ManagementAccountId: expected 12 digits; found "FILL-IN"',
      'DestinationAccountId: expected 12 digits; found "FILL-IN"',
      '',
    ]);
  });

  test('need no description', async () => {
    const template = await readFile('template.yaml', 'utf8');
    const description = 'AssertDescription: Regions must name the region of this stack as well';
    await write('template.yaml', template.replace(description, ''));
    await inRegions('region = "eu-central-1"', '');

    const found = await complaints();

    expect(found).toEqual([
      'expected HubRegionIsGoverned to hold; found region "eu-central-1"',
      '',
    ]);
  });
});
