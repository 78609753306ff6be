import { type Credential, isPresigned } from '../identity/credential.ts';
import { AwsError } from '../service.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import type { Endpoints } from './endpoint.ts';

const WELCOME = `A local organization of AWS accounts. Any AWS client can talk to it:

  AWS_ENDPOINT_URL=http://<this address> AWS_REGION=eu-west-1 \\
  AWS_ACCESS_KEY_ID=<the calling account's 12 digits> AWS_SECRET_ACCESS_KEY=anything \\
  aws s3 mb s3://my-first-bucket
`;

/** The answer to a request that belongs to no service: not signed, signed in the query, or signed for something unknown. */
export function misdirected(
  endpoints: Endpoints,
  request: WireRequest,
  credential: Credential | undefined,
): WireResponse {
  const isVisit = request.method === 'GET' && request.path === '/' && request.query.size === 0;
  if (!credential && isVisit) {
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: WELCOME };
  }
  const protocol = endpoints[likelyService(request)];
  if (!protocol) throw new Error('the services that stand for their protocols are missing');
  return protocol.codec.encodeError(reasonOf(request, credential), 'none');
}

function reasonOf(request: WireRequest, credential: Credential | undefined): AwsError {
  if (credential) {
    const message = `The service ${credential.service} is not implemented.`;
    return new AwsError('NotImplemented', message, { status: 501 });
  }
  if (isPresigned(request)) {
    const message =
      'Presigned URLs are not implemented: sign the request in its Authorization header.';
    return new AwsError('NotImplemented', message, { status: 501 });
  }
  const message =
    'The request is not signed with Signature Version 4. Any secret will do; the access key id says which account is calling.';
  return new AwsError('MissingAuthenticationToken', message, { status: 403 });
}

/** A service that speaks as the caller seems to. */
function likelyService({ headers, method }: WireRequest): string {
  const { 'x-amz-target': target = '', 'content-type': type = '' } = headers;
  if (target !== '') return 'ssm';
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  return method === 'POST' && isForm ? 'sts' : 's3';
}
