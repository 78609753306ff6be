import { describe, expect, test } from '@jest/globals';
import { destinationPlaces, placeOfReports } from '../../rules/destination-places.ts';
import { parseMandate } from '../../rules/mandate.ts';
import { anInventory } from './builders.ts';

const accounts: readonly string[] = ['111111111111', '444444444444'];

function placesOf(destination: string, rule = '', senders = accounts) {
  const text = `version: 1
destination: ${destination}
rules:
  - id: weekly
    where: {}
    inventory: { frequency: Weekly, format: CSV, versions: Current, fields: [Size] }
${rule}`;
  const reading = parseMandate(text, 'mandate.yaml');
  if (reading.errors) throw new Error(JSON.stringify(reading.errors));
  return destinationPlaces(reading.mandate, ['eu-west-1', 'us-east-1'], senders);
}

describe('the places that reports go to', () => {
  test('are one a region', () => {
    expect(placesOf('{ account: "222222222222", bucket: "acme-{region}" }')).toEqual(
      ['eu-west-1', 'us-east-1'].map((region) => ({
        account: '222222222222',
        region,
        bucket: `acme-${region}`,
        deliveries: accounts.map((source) => ({
          source,
          objectArn: `arn:aws:s3:::acme-${region}/report`,
          key: undefined,
        })),
        isPerBucket: false,
      })),
    );
  });

  test('are one for all rules that share them, with what each of them sends', () => {
    const places = placesOf(
      '{ account: "222222222222", bucket: "acme-{region}", prefix: "{account}/x" }',
      `  - id: daily
    where: { regions: ["eu-*"] }
    destination:
      prefix: "daily/{account}"
      encryption: { kmsKey: "arn:aws:kms:{region}:222222222222:key/1" }
    inventory: { frequency: Daily, format: CSV, versions: Current, fields: [Size] }
`,
    );

    const key = 'arn:aws:kms:eu-west-1:222222222222:key/1';
    const eu = 'arn:aws:s3:::acme-eu-west-1';
    expect(places.map(({ bucket }) => bucket)).toEqual(['acme-eu-west-1', 'acme-us-east-1']);
    expect(places[0]?.deliveries).toEqual([
      { source: '111111111111', objectArn: `${eu}/111111111111/x/report`, key: undefined },
      { source: '444444444444', objectArn: `${eu}/444444444444/x/report`, key: undefined },
      { source: '111111111111', objectArn: `${eu}/daily/111111111111/report`, key },
      { source: '444444444444', objectArn: `${eu}/daily/444444444444/report`, key },
    ]);
    expect(places[1]?.deliveries).toHaveLength(2);
  });

  test('are told once what rules send in the same way', () => {
    const places = placesOf(
      '{ account: "222222222222", bucket: "acme-{region}" }',
      `  - id: daily
    where: {}
    inventory: { frequency: Daily, format: CSV, versions: Current, fields: [Size] }
`,
    );

    expect(places[0]?.deliveries.map(({ source }) => source)).toEqual(accounts);
  });

  test('are none in a region that the only rule takes away', () => {
    const unless = '    unless: { regions: ["us-*"] }';

    const places = placesOf('{ account: "222222222222", bucket: "acme-{region}" }', unless);

    expect(places.map(({ region }) => region)).toEqual(['eu-west-1']);
  });

  test('are there before anybody sends', () => {
    const destination = '{ account: "222222222222", bucket: "acme-{region}" }';

    expect(placesOf(destination, '', [])).toHaveLength(2);
  });

  test('are one an account where the name says so', () => {
    const places = placesOf('{ account: "222222222222", bucket: "{account}-{region}" }');

    const sent = places.slice(0, 2).map(({ bucket, deliveries }) => ({
      bucket,
      sources: deliveries.map(({ source }) => source),
    }));
    expect(sent).toEqual([
      { bucket: '111111111111-eu-west-1', sources: ['111111111111'] },
      { bucket: '444444444444-eu-west-1', sources: ['444444444444'] },
    ]);
  });

  test('cannot be told where each bucket has its own', () => {
    const places = placesOf('{ account: "222222222222", bucket: "{bucket}-{region}" }');

    expect(places.every(({ isPerBucket }) => isPerBucket)).toBe(true);
  });
});

describe('the place of one inventory’s reports', () => {
  const bucket = { account: '111111111111', region: 'eu-west-1', name: 'cards' };
  const key = 'arn:aws:kms:eu-west-1:222222222222:key/1';
  const base = { Bucket: 'arn:aws:s3:::reports', Format: 'CSV' };

  test.each([
    [{}, 'arn:aws:s3:::reports/report', undefined],
    [{ Prefix: 'a/b', Encryption: { SSES3: {} } }, 'arn:aws:s3:::reports/a/b/report', undefined],
    [{ Encryption: { SSEKMS: { KeyId: key } } }, 'arn:aws:s3:::reports/report', key],
  ])('is what it says: %j', (more, objectArn, arn) => {
    const S3BucketDestination = { ...base, AccountId: '222222222222', ...more };
    const inventory = anInventory({ Destination: { S3BucketDestination } });

    expect(placeOfReports(bucket, inventory)).toEqual({
      account: '222222222222',
      region: 'eu-west-1',
      bucket: 'reports',
      deliveries: [{ source: '111111111111', objectArn, key: arn }],
      isPerBucket: false,
    });
  });

  test('is the bucket’s own account where it names none', () => {
    const inventory = anInventory({ Destination: { S3BucketDestination: base } });

    expect(placeOfReports(bucket, inventory).account).toBe('111111111111');
  });
});
