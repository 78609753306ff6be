import type {
  Organization,
  OrganizationalUnit,
  Root,
  Account as WireAccount,
} from '@aws-sdk/client-organizations';
import { type Account, type Directory, pathOf, type Unit } from './directory.ts';

/** What Organizations tells of itself. Source, for all four shapes: AWS facts E. */
export function organizationOnTheWire(directory: Directory): Organization {
  const { organizationId: Id, managementAccount } = directory;
  return {
    Id,
    Arn: arn(directory, `organization/${Id}`),
    FeatureSet: 'ALL',
    MasterAccountId: managementAccount,
    MasterAccountArn: arn(directory, `account/${Id}/${managementAccount}`),
    MasterAccountEmail: emailOf(managementAccount),
    AvailablePolicyTypes: [],
  };
}

/** The root: a unit with another name and no path. */
export function rootOnTheWire(directory: Directory, { id, name }: Unit): Root {
  const Arn = arn(directory, `root/${directory.organizationId}/${id}`);
  return { Id: id, Arn, Name: name, PolicyTypes: [] };
}

/** A unit, with the path of ids that leads to it. */
export function unitOnTheWire(directory: Directory, { id, name }: Unit): OrganizationalUnit {
  return {
    Id: id,
    Arn: arn(directory, `ou/${directory.organizationId}/${id}`),
    Name: name,
    Path: pathOf(directory, id),
  };
}

interface TellOptions {
  readonly withStatus: boolean;
  readonly withPaths: boolean;
}

/** @param withStatus whether the retired member `Status` is still told beside `State`. */
export function accountOnTheWire(
  directory: Directory,
  { id, name, state }: Account,
  { withStatus, withPaths }: TellOptions,
): WireAccount {
  const status = state === 'CLOSED' || state === 'PENDING_ACTIVATION' ? 'SUSPENDED' : state;
  return {
    Id: id,
    Arn: arn(directory, `account/${directory.organizationId}/${id}`),
    Email: emailOf(id),
    Name: name,
    State: state,
    ...(withStatus && { Status: status }),
    ...(withPaths && { Paths: [pathOf(directory, id)] }),
    JoinedMethod: 'CREATED',
    JoinedTimestamp: JOINED,
  };
}

const JOINED = new Date('2025-01-01T00:00:00Z');

function arn({ managementAccount }: Directory, resource: string): string {
  return `arn:aws:organizations::${managementAccount}:${resource}`;
}

function emailOf(account: string): string {
  return `${account}@example.com`;
}
