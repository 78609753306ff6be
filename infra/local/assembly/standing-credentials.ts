import type { Roles } from '../identity/roles.ts';
import type { Sessions } from '../identity/sessions.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Credentials of a role that do not expire: Lambda renews those of a function behind its back.
 *
 * @throws Error for a role that does not exist.
 */
export function standingCredentials(
  { roles, sessions }: { readonly roles: Roles; readonly sessions: Sessions },
  roleArn: string,
  name: string,
): Credentials {
  const role = roles.find(roleArn);
  if (!role) throw new Error(`there is no role ${roleArn}`);
  const { accessKeyId, secretAccessKey, sessionToken } = sessions.open({
    role,
    name,
    expiresAt: Number.POSITIVE_INFINITY,
  });
  return { accessKeyId, secretAccessKey, sessionToken };
}
