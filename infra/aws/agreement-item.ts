import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Agreement } from '../../rules/exemption.ts';

/** What was agreed, out of the ledger. Undefined where there is nothing, or what somebody else has written. */
export function agreementIn(value: AttributeValue | undefined): Agreement | undefined {
  const { reason, owner, ticket, expires } = value?.M ?? {};
  if (!reason?.S || !owner?.S || !expires?.S) return undefined;
  return { reason: reason.S, owner: owner.S, ticket: ticket?.S, expires: expires.S };
}

/** The same, for the ledger. */
export function agreementItem(agreed: Agreement | undefined): AttributeValue | undefined {
  if (!agreed) return undefined;
  const { reason, owner, ticket, expires } = agreed;
  const M = { reason: { S: reason }, owner: { S: owner }, expires: { S: expires } };
  return { M: ticket === undefined ? M : { ...M, ticket: { S: ticket } } };
}
