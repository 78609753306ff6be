/** Values for the parameters of the hub's template that have no default. */
const parameters: Readonly<Record<string, string>> = {
  Regions: 'eu-west-1,us-east-1',
  OrganizationId: 'o-a1b2c3d4e5',
  OrganizationRootId: 'r-a1b2',
  ManagementAccountId: '000000000001',
  DestinationAccountId: '222222222222',
  DestinationBucketName: 'acme-inventory-{region}',
};

/** `parameter_overrides` with which the hub's template can be deployed, but for what is changed. */
export function overridesWith(changed: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries({ ...parameters, ...changed });
  return pairs.map(([key, value]) => `${key}=${value}`).join(' ');
}

const head =
  'version: 1\ndestination: { account: "222222222222", bucket: "acme-inventory-{region}" }\n';

/** A mandate that fits. */
export const fittingMandate = `${head}rules:
  - { id: weekly, where: {}, inventory: { frequency: Weekly, format: CSV, versions: Current } }
`;
