import type { Cloud } from '../../infra/cloud.ts';

/** An ARN in the hub's partition. */
export function arnIn(
  { partition }: Cloud,
  service: string,
  rest: { readonly region?: string; readonly account: string; readonly resource: string },
): string {
  const { region = '', account, resource } = rest;
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The role with which an account's rules forward to the hub. */
export function forwardRole(cloud: Cloud, account: string): string {
  return arnIn(cloud, 'iam', { account, resource: 'role/stocktake/stocktake-forward' });
}
