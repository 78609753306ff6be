import { deploy } from '../deploy.ts';
import type { Deployment } from '../deployment.ts';
import type { Seed } from '../seed.ts';
import type { Machines } from './machines.ts';

/** Puts into the services what the organization begins with: what the templates deploy, and the buckets for the reports. */
export async function furnish(
  machines: Machines,
  { regions, destination: { account } }: Seed,
  deployment: Deployment,
): Promise<void> {
  await deploy(deployment, machines);
  for (const region of regions) {
    machines.s3.place({ name: `acme-inventory-${region}`, account, region });
  }
}
