import { describe, expect, test } from '@jest/globals';
import { mandateDigest } from '../../infra/mandate.ts';
import { aMandate, aRule, readMandate } from '../rules/builders.ts';

const text = `version: 1
destination: { account: "222222222222", bucket: reports, prefix: all }
rules:
  - { id: daily, where: { names: ["*"], bucketTags: { data: [personal], team: [payments] } }, inventory: { frequency: Daily, format: CSV, versions: All } }
`;

/** The same in other words: a comment, another order, a default that is spelt out. */
const otherwise = `# Agreed in spring.
prune: false
rules:
  - inventory: { versions: All, enabled: true, format: CSV, frequency: Daily }
    where: { bucketTags: { team: [payments], data: [personal] }, names: ["*"] }
    id: daily
destination: { prefix: all, bucket: reports, account: "222222222222" }
version: 1
`;

describe('the digest of a mandate', () => {
  test('is 12 hexadecimal digits, the same for everybody who reads it', () => {
    const mandate = readMandate(text);
    const bundled = JSON.parse(JSON.stringify(mandate));

    expect(mandateDigest(mandate)).toMatch(/^[0-9a-f]{12}$/);
    expect(mandateDigest(bundled)).toBe(mandateDigest(mandate));
    expect(mandateDigest(readMandate(otherwise))).toBe(mandateDigest(mandate));
  });

  test.each([
    aMandate({ prune: true }),
    aMandate({ rules: [aRule({ rollout: { share: 10 } })] }),
    aMandate({ rules: [aRule({ where: { names: ['a', 'b'] } })] }),
    aMandate({ rules: [aRule({ where: { names: ['b', 'a'] } })] }),
  ])('is another one for %j', (mandate) => {
    expect(mandateDigest(mandate)).not.toBe(mandateDigest(aMandate()));
  });
});
