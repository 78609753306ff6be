import type {
  CloseAccountRequest,
  MoveAccountRequest,
  RemoveAccountFromOrganizationRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-organizations';
import type { Operations } from '../service.ts';
import type { Account, Directory } from './directory.ts';
import { organizationsError } from './organizations-error.ts';

/** What changes an organization: accounts that move, are closed or removed, tags that come and go. */
export function lifeCycleOperations(directory: Directory): Operations {
  const { accounts, units } = directory;
  return {
    MoveAccount: (input: MoveAccountRequest) => {
      const { AccountId = '', SourceParentId, DestinationParentId = '' } = input;
      const account = accounts.get(AccountId);
      if (!account) throw organizationsError('AccountNotFoundException');
      if (account.parent !== SourceParentId)
        throw organizationsError('SourceParentNotFoundException');
      if (!units.has(DestinationParentId)) {
        throw organizationsError('DestinationParentNotFoundException');
      }
      if (account.parent === DestinationParentId)
        throw organizationsError('DuplicateAccountException');
      account.parent = DestinationParentId;
    },
    // It stays so for a while; how long, and what comes then, is AWS's to say.
    CloseAccount: ({ AccountId }: CloseAccountRequest) => {
      requireMember(directory, AccountId).state = 'PENDING_CLOSURE';
    },
    RemoveAccountFromOrganization: ({ AccountId }: RemoveAccountFromOrganizationRequest) => {
      accounts.delete(requireMember(directory, AccountId).id);
    },
    TagResource: ({ ResourceId, Tags = [] }: TagResourceRequest) => {
      const tags = tagsOf(directory, ResourceId);
      for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
    },
    UntagResource: ({ ResourceId, TagKeys = [] }: UntagResourceRequest) => {
      const tags = tagsOf(directory, ResourceId);
      for (const key of TagKeys) tags.delete(key);
    },
  };
}

/** @throws AwsError `AccountNotFoundException`; `ConstraintViolationException` for the management account. */
function requireMember({ accounts, managementAccount }: Directory, id = ''): Account {
  const account = accounts.get(id);
  if (!account) throw organizationsError('AccountNotFoundException');
  if (id === managementAccount) throw organizationsError('ConstraintViolationException');
  return account;
}

/** The tags of an account, a unit or the root. @throws AwsError `TargetNotFoundException`. */
export function tagsOf({ accounts, units }: Directory, id = ''): Map<string, string> {
  const tagged = accounts.get(id) ?? units.get(id);
  if (!tagged) throw organizationsError('TargetNotFoundException');
  return tagged.tags;
}
