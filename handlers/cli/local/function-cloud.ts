import { type Cloud, type CloudOptions, connectCloud } from '../../../infra/cloud.ts';
import { readSettings } from '../../../infra/settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The world as a function of the hub sees it: settings and credentials from the environment that Lambda would give it.
 *
 * @throws Error with one line that names every variable that is missing.
 */
export function functionCloud(environment: Environment, outside: Partial<CloudOptions>): Cloud {
  const settings = readSettings(environment);
  return connectCloud({ ...outside, settings, credentials: credentialsFrom(environment) });
}

function credentialsFrom({
  AWS_ACCESS_KEY_ID = '',
  AWS_SECRET_ACCESS_KEY = '',
  AWS_SESSION_TOKEN,
}: Environment) {
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
}
