import type { Fields } from './reading/fields.ts';

/** Fields with nothing below them that a pattern could misspell. */
function leaves(...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

const sessionContext: Fields = {
  ...leaves('sourceIdentity', 'ec2RoleDelivery', 'assumedRoot'),
  sessionIssuer: leaves('type', 'principalId', 'arn', 'accountId', 'userName'),
  webIdFederationData: leaves('federatedProvider', 'attributes'),
  attributes: leaves('creationDate', 'mfaAuthenticated', 'sessionCredentialFromConsole'),
};

const identity: Fields = {
  ...leaves('type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'userId'),
  ...leaves('invokedBy', 'inScopeOf', 'identityProvider', 'credentialId'),
  onBehalfOf: leaves('userId', 'identityStoreArn'),
  sessionContext,
};

/**
 * The fields of a CloudTrail record that a pattern can ask for, `free` where every API has its own below.
 * Source: CloudTrail user guide, record contents, and userIdentity element.
 */
export const recordFields: Fields = {
  ...leaves('eventVersion', 'eventTime', 'eventSource', 'eventName', 'eventType', 'eventID'),
  ...leaves('eventCategory', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode'),
  ...leaves('errorMessage', 'requestID', 'apiVersion', 'managementEvent', 'readOnly'),
  ...leaves('recipientAccountId', 'sharedEventID', 'vpcEndpointId', 'vpcEndpointAccountId'),
  ...leaves('sessionCredentialFromConsole', 'edgeDeviceDetails'),
  userIdentity: identity,
  resources: leaves('ARN', 'accountId', 'type', 'ARNPrefix'),
  tlsDetails: leaves('tlsVersion', 'cipherSuite', 'clientProvidedHostHeader', 'keyExchange'),
  addendum: leaves('reason', 'updatedFields', 'originalRequestID', 'originalEventID'),
  requestParameters: 'free',
  responseElements: 'free',
  additionalEventData: 'free',
  serviceEventDetails: 'free',
  eventContext: 'free',
};
