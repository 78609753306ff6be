// Mandates for the flow tests, as short as they can be.

const destination = `
destination:
  account: "222222222222"
  bucket: acme-inventory-{region}`;

const inventory = '{ frequency: Weekly, format: CSV, versions: Current, fields: [Size] }';

/** One rule for everybody. */
export const weekly = `
version: 1
${destination}
rules:
  - id: weekly
    where: {}
    inventory: ${inventory}
`;

/** The same, which only says what differs. */
export const weeklyReported = `
version: 1
${destination}
rules:
  - id: weekly
    enforcement: report
    where: {}
    inventory: ${inventory}
`;

/** Two rules for everybody. */
export const weeklyAndDaily = `${weekly}
  - id: daily
    where: {}
    inventory: { frequency: Daily, format: CSV, versions: All, fields: [Size] }
`;

/** A second rule for buckets that are tagged as holding personal data. */
export const dailyForPersonal = `${weekly}
  - id: daily
    where: { bucketTags: { data: [personal] } }
    inventory: { frequency: Daily, format: Parquet, versions: All, fields: [Size, ETag] }
`;

/** A second rule that is enforced in the sandbox only, so far. */
export const dailyInSandbox = `${weekly}
  - id: daily
    rollout: { units: ["Sandbox/**"] }
    where: {}
    inventory: { frequency: Daily, format: CSV, versions: All, fields: [Size] }
`;

/** A second rule for accounts in the unit Workloads, and a third for those that are tagged as golden. */
export const byPlaceAndTag = `${weekly}
  - id: workloads
    where: { units: ["Workloads/**"] }
    inventory: { frequency: Daily, format: CSV, versions: All, fields: [Size] }
  - id: golden
    where: { accountTags: { tier: [gold] } }
    inventory: { frequency: Daily, format: ORC, versions: All, fields: [Size] }
`;

/** Buckets named vendor-… are left alone. */
export const vendorExempt = `${weekly}
exemptions:
  - where: { names: ["vendor-*"] }
    reason: the vendor rotates its buckets
    owner: platform@example.com
    expires: 2027-03-31
`;

/** Directory buckets are left alone. */
export const withoutDirectories = `${weekly}
directoryBuckets: ignore
`;

/** Asks for more than a directory bucket has. */
export const weeklyOwners = weekly.replace('[Size]', '[Size, ObjectOwner]');

/** Removes configurations of ours that no rule demands. */
export const pruning = `${weekly}
prune: true
`;
