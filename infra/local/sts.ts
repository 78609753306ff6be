import type {
  AssumeRoleRequest,
  AssumeRoleResponse,
  GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';
import type { DeployedRole } from './deployment/roles-in.ts';
import type { Roles } from './identity/roles.ts';
import type { Session, Sessions } from './identity/sessions.ts';
import { roleId } from './identity/unique-id.ts';
import type { Directory } from './organizations/directory.ts';
import { evaluate } from './permissions/evaluate.ts';
import { guardLayer } from './permissions/guard.ts';
import type { Membership } from './permissions/membership.ts';
import { askerOf, requestBy } from './permissions/request.ts';
import { AwsError, type Call, type Operations } from './service.ts';
import { accessDenied } from './service-error.ts';

export interface StsWorld {
  readonly roles: Roles;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly membership: Membership;
}

/** STS. Source: AWS facts F. */
export function stsOperations(world: StsWorld): Operations {
  return {
    AssumeRole: (input: AssumeRoleRequest, call) => assumeRole(world, input, call),
    GetCallerIdentity: (_input: object, { caller }): GetCallerIdentityResponse => ({
      UserId: caller.role ? `${roleId(caller.role)}:${caller.session}` : caller.account,
      Account: caller.account,
      Arn: caller.arn,
    }),
  };
}

/**
 * A missing role, a trust policy that does not admit the caller and a suspended account get one and the same refusal.
 *
 * @throws AwsError `ValidationError`, `AccessDenied`; `NotImplemented` for session policies.
 */
function assumeRole(world: StsWorld, input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const { RoleArn = '', RoleSessionName: name = '', DurationSeconds = HOUR } = input;
  refuseBadInput(RoleArn, name);
  refuseSessionPolicies(input);
  refuseBadDuration(DurationSeconds, call);
  const role = world.roles.find(RoleArn);
  if (!role || !isActive(world, role) || !admits(world, role, call)) {
    throw accessDenied(call, { action: 'sts:AssumeRole', resource: RoleArn }, '');
  }
  const expiresAt = call.at + DurationSeconds * 1_000;
  const { SourceIdentity: sourceIdentity } = input;
  return answerWith(world.sessions.open({ role, name, expiresAt, sourceIdentity }));
}

function refuseBadInput(roleArn: string, name: string): void {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw validationError(`${roleArn} is invalid`);
  }
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return;
  const rule = 'Member must satisfy regular expression pattern: [\\w+=,.@-]*';
  throw constraintError(`Value '${name}' at 'roleSessionName'`, rule);
}

/** A session is as its role here: what would narrow it is refused, for it would be granted more than was asked for. */
function refuseSessionPolicies({ Policy, PolicyArns = [] }: AssumeRoleRequest): void {
  if (Policy === undefined && PolicyArns.length === 0) return;
  throw new AwsError('NotImplemented', 'Session policies are not implemented.', { status: 501 });
}

const HOUR = 3_600;

/** A session that assumes a role is chaining, and gets an hour at most; the roles here allow nobody more. */
function refuseBadDuration(seconds: number, { caller }: Call): void {
  const subject = `Value '${seconds}' at 'durationSeconds'`;
  if (seconds < 900) {
    throw constraintError(subject, 'Member must have value greater than or equal to 900');
  }
  if (seconds > 43_200) {
    throw constraintError(subject, 'Member must have value less than or equal to 43200');
  }
  if (seconds <= HOUR) return;
  const limit = caller.role
    ? '1 hour session limit for roles assumed by role chaining'
    : 'MaxSessionDuration set for this role.';
  throw validationError(`The requested DurationSeconds exceeds the ${limit}`);
}

function constraintError(subject: string, rule: string): AwsError {
  return validationError(
    `1 validation error detected: ${subject} failed to satisfy constraint: ${rule}`,
  );
}

function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

function isActive({ directory }: StsWorld, { account }: DeployedRole): boolean {
  return directory.accounts.get(account)?.state === 'ACTIVE';
}

/** Whether the role's own policy lets the caller in; that the caller may ask for it has been seen to. */
function admits({ membership }: StsWorld, role: DeployedRole, call: Call): boolean {
  const { account, arn, trustPolicy } = role;
  const wish = { action: 'sts:AssumeRole', resource: arn };
  const trust = guardLayer(
    { account, policies: [trustPolicy], needs: 'always' },
    call.caller.account,
  );
  return evaluate([trust], requestBy(askerOf(call), wish, membership)).allowed;
}

function answerWith(session: Session): AssumeRoleResponse {
  const { role, name, accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
  const partition = role.arn.split(':')[1];
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${roleId(role.arn)}:${name}`,
      Arn: `arn:${partition}:sts::${role.account}:assumed-role/${role.name}/${name}`,
    },
  };
}
