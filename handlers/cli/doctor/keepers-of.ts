import type { Cloud } from '../../../infra/cloud.ts';

/** The accounts that keep reports, as the mandate says. */
export async function keepersOf(cloud: Cloud): Promise<readonly string[]> {
  const { rules } = await cloud.mandate();
  return [...new Set(rules.map(({ destination }) => destination.account))];
}
