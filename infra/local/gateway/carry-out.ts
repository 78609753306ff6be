import type { Fault, Faults } from '../faults.ts';
import type { Credential } from '../identity/credential.ts';
import type { Authority } from '../permissions/authority.ts';
import { permissionsOf } from '../permissions/permissions-of.ts';
import { AwsError, type Call, type Caller } from '../service.ts';
import type { WireResponse } from '../wire.ts';
import { bucketIn, type Exchange } from './exchange.ts';
import { notImplemented, perform, requestedName } from './perform.ts';
import { Unanswered } from './unanswered.ts';

/** Who decides over a call before it is carried out. */
export interface Judges {
  readonly authority: Authority;
  readonly faults: Faults;
  /** Throws an AwsError for a credential of nobody, of a session that is over, of a suspended account. */
  identify(credential: Credential): Caller;
}

/**
 * One call from its operation's name to its answer: who is calling, what is asked, whether a fault was ordered for it,
 * whether it is permitted; then the operation itself. What becomes known is noted on the exchange, step by step.
 *
 * @throws AwsError, Unanswered.
 */
export async function carryOut(judges: Judges, exchange: Exchange): Promise<WireResponse> {
  const call = identifyCall(judges, exchange);
  exchange.input = await readInput(exchange);
  const fault = orderedFault(judges, exchange, call);
  if (fault !== undefined && fault !== 'lost-answer') return befall(fault, exchange);
  for (const permission of permissionsOf(call, exchange.input)) {
    judges.authority.require(call, permission);
  }
  const answer = await perform(exchange, call);
  exchange.isCarriedOut = true;
  if (fault === 'lost-answer') throw new Unanswered('reset');
  return answer;
}

function identifyCall({ identify }: Judges, exchange: Exchange): Call {
  const { endpoint, request, credential, requestId, at } = exchange;
  exchange.operation = endpoint.codec.route(request);
  if (!exchange.operation) throw notImplemented(requestedName(request));
  const { service, region } = credential;
  const { headers } = request;
  const caller = identify(credential);
  const operation = exchange.operation.name;
  exchange.call = { service, operation, region, caller, requestId, at, headers };
  return exchange.call;
}

async function readInput({ endpoint, request, operation }: Exchange): Promise<object> {
  return operation ? await endpoint.codec.decode(operation, request) : {};
}

function orderedFault({ faults }: Judges, exchange: Exchange, call: Call): Fault | undefined {
  const { service, operation, caller } = call;
  return faults.take({ service, operation, account: caller.account, ...bucketIn(exchange) });
}

/** @throws AwsError, Unanswered, as the fault is. */
function befall(
  fault: Exclude<Fault, 'lost-answer'>,
  { endpoint, requestId }: Exchange,
): WireResponse {
  if (fault instanceof AwsError) throw fault;
  if (fault === 'reset' || fault === 'hang') throw new Unanswered(fault);
  if (fault === 'empty-403') return { status: 403, headers: {}, body: '' };
  const message = 'We encountered an internal error. Please try again.';
  return endpoint.codec.encodeError(
    new AwsError('InternalError', message, { status: 200 }),
    requestId,
  );
}
