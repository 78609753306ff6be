import { describe, expect, test } from '@jest/globals';
import { causes } from '../../rules/cause.ts';
import { findingOf, type Told } from '../../rules/finding.ts';

const since = '2026-11-24T09:00:01.000Z';
const later = '2026-11-24T10:00:00.000Z';

const what =
  'The inventories that the mandate demands cannot be put on the bucket payments-orders.';

function aFailure(told: Partial<Told> = {}): Told {
  return {
    account: '111111111111',
    region: 'eu-west-1',
    bucket: 'payments-orders',
    state: 'failed',
    cause: 'denied',
    reason: 'AccessDenied: not authorized to perform: s3:PutInventoryConfiguration',
    since,
    ...told,
  };
}

function aRecovery(told: Partial<Told> = {}): Told {
  const { cause: _cause, reason: _reason, ...bucket } = aFailure();
  return { ...bucket, state: 'compliant', since: later, beforeSince: since, ...told };
}

describe('the finding of a bucket that failed', () => {
  test('is an open one of the bucket’s account and region', () => {
    const finding = findingOf(aFailure());

    expect(finding).toMatchObject({
      SchemaVersion: '2018-10-08',
      Id: 'stocktake/111111111111/eu-west-1/payments-orders',
      ProductArn: 'arn:aws:securityhub:eu-west-1:111111111111:product/111111111111/default',
      GeneratorId: 'stocktake/denied',
      AwsAccountId: '111111111111',
      CreatedAt: since,
      UpdatedAt: since,
      Compliance: { Status: 'FAILED' },
      RecordState: 'ACTIVE',
    });
  });

  test('names the bucket', () => {
    const { Resources, Title } = findingOf(aFailure());

    expect(Resources).toEqual([
      {
        Type: 'AwsS3Bucket',
        Id: 'arn:aws:s3:::payments-orders',
        Partition: 'aws',
        Region: 'eu-west-1',
      },
    ]);
    expect(Title).toContain('payments-orders');
  });

  test('is in the partition of the region', () => {
    const { ProductArn, Resources } = findingOf(aFailure({ region: 'us-gov-west-1' }));

    expect(ProductArn).toMatch(/^arn:aws-us-gov:securityhub:us-gov-west-1:/);
    expect(Resources[0]).toMatchObject({
      Id: 'arn:aws-us-gov:s3:::payments-orders',
      Partition: 'aws-us-gov',
    });
  });

  test('says why, and what to type', () => {
    const { Description, Remediation } = findingOf(aFailure());

    expect(Description).toBe(`${what} ${causes.denied.sentence} ${aFailure().reason}`);
    expect(Remediation.Recommendation.Text).toContain(
      'npm run stocktake -- explain payments-orders --account 111111111111 --region eu-west-1',
    );
  });

  test('whose name belongs to somebody else says that the account is only that of our record', () => {
    const finding = findingOf(aFailure({ cause: 'wrong-owner', reason: 'AccessDenied' }));

    expect(finding.AwsAccountId).toBe('111111111111');
    expect(finding.Description).toMatch(/^Stocktake's ledger has .* which is not its owner\. /);
  });

  test('with a cause that is not known has the reason alone', () => {
    const { Description, GeneratorId } = findingOf(aFailure({ cause: 'eclipse', reason: 'Dark.' }));

    expect([Description, GeneratorId]).toEqual([`${what} Dark.`, 'stocktake/eclipse']);
  });

  test('without a cause is told all the same', () => {
    const { Description, GeneratorId } = findingOf(
      aFailure({ cause: undefined, reason: undefined }),
    );

    expect([Description, GeneratorId]).toEqual([what, 'stocktake/failed']);
  });
});

describe('the severity', () => {
  test.each([
    ['wrong-owner', 'HIGH'],
    ['denied', 'MEDIUM'],
    ['rejected', 'MEDIUM'],
    ['unexpected', 'MEDIUM'],
    ['throttled', 'LOW'],
    ['conflict', 'LOW'],
    ['toString', 'MEDIUM'],
    [undefined, 'MEDIUM'],
  ])('of %s is %s', (cause, label) => {
    expect(findingOf(aFailure({ cause })).FindingProviderFields.Severity.Label).toBe(label);
  });

  test('of one that is closed is none', () => {
    const { Severity } = findingOf(aRecovery()).FindingProviderFields;

    expect(Severity.Label).toBe('INFORMATIONAL');
  });
});

describe('the finding of a bucket that recovered', () => {
  test('is the same one, closed', () => {
    const open = findingOf(aFailure());

    const closed = findingOf(aRecovery());

    expect([closed.Id, closed.ProductArn]).toEqual([open.Id, open.ProductArn]);
    expect(closed.RecordState).toBe('ARCHIVED');
    expect(closed.Compliance.Status).toBe('PASSED');
  });

  test('was created when the bucket failed, and is newer than that', () => {
    const { CreatedAt, UpdatedAt } = findingOf(aRecovery());

    expect([CreatedAt, UpdatedAt]).toEqual([since, later]);
  });

  test('was created when it is told, where nobody remembers since when it failed', () => {
    const { CreatedAt } = findingOf(aRecovery({ beforeSince: undefined }));

    expect(CreatedAt).toBe(later);
  });

  test('says what the bucket is now', () => {
    expect(findingOf(aRecovery({ state: 'exempt' })).Description).toBe(
      `The bucket payments-orders no longer fails: it is exempt since ${later}.`,
    );
  });

  test.each([
    ['compliant', 'PASSED'],
    ['exempt', 'PASSED'],
    ['unmatched', 'PASSED'],
    ['drifted', 'WARNING'],
    ['undecided', 'NOT_AVAILABLE'],
    ['gone', 'NOT_AVAILABLE'],
    ['unsupported', 'NOT_AVAILABLE'],
  ])('claims of %s that it is %s', (state, status) => {
    expect(findingOf(aRecovery({ state })).Compliance.Status).toBe(status);
  });
});

describe('a long text', () => {
  const texts = {
    letters: 'x'.repeat(10_000),
    quotes: `"'\\`.repeat(3_333),
    'characters of two units': '🪣'.repeat(5_000),
    'the same, one unit further': `x${'🪣'.repeat(5_000)}`,
    'halves of characters': '\uD83E'.repeat(10_000),
  };

  test.each(Object.entries(texts))('of %s keeps within every limit', (_name, text) => {
    const { Title, Description, Remediation } = findingOf(
      aFailure({ bucket: text, cause: 'wrong-owner', reason: text }),
    );

    expect(Title.length).toBeLessThanOrEqual(256);
    expect(Description.length).toBeLessThanOrEqual(1_024);
    expect(Remediation.Recommendation.Text.length).toBeLessThanOrEqual(512);
  });

  test.each(Object.entries(texts))('of %s is cut between characters', (_name, text) => {
    const { Title, Description } = findingOf(aFailure({ bucket: text, reason: text }));

    expect(Title.isWellFormed() && Description.isWellFormed()).toBe(true);
    expect(Title.length).toBeGreaterThan(250);
  });

  test('ends in three dots, a short one does not', () => {
    expect(findingOf(aFailure({ reason: texts.letters })).Description).toMatch(/x…$/);
    expect(findingOf(aFailure({ reason: 'Short.' })).Description).toMatch(/Short\.$/);
  });
});
