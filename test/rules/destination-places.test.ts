import { describe, expect, test } from '@jest/globals';
import { destinationPlaces } from '../../rules/destination-places.ts';
import { parseMandate } from '../../rules/mandate.ts';

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
        objectArn: `arn:aws:s3:::acme-${region}/report`,
        keys: [],
        sources: accounts,
        isPerBucket: false,
      })),
    );
  });

  test('are one for all rules that share them, with the keys of each', () => {
    const places = placesOf(
      '{ account: "222222222222", bucket: "acme-{region}", prefix: "{account}/x" }',
      `  - id: daily
    where: { regions: ["eu-*"] }
    destination: { encryption: { kmsKey: "arn:aws:kms:{region}:222222222222:key/1" } }
    inventory: { frequency: Daily, format: CSV, versions: Current, fields: [Size] }
`,
    );

    expect(places.map(({ bucket, keys }) => [bucket, keys])).toEqual([
      ['acme-eu-west-1', ['arn:aws:kms:eu-west-1:222222222222:key/1']],
      ['acme-us-east-1', []],
    ]);
    expect(places[0]?.objectArn).toBe('arn:aws:s3:::acme-eu-west-1/111111111111/x/report');
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

    expect(places.slice(0, 2).map(({ bucket, sources }) => [bucket, sources])).toEqual([
      ['111111111111-eu-west-1', ['111111111111']],
      ['444444444444-eu-west-1', ['444444444444']],
    ]);
  });

  test('cannot be told where each bucket has its own', () => {
    const places = placesOf('{ account: "222222222222", bucket: "{bucket}-{region}" }');

    expect(places.every(({ isPerBucket }) => isPerBucket)).toBe(true);
  });
});
