import type { DeployedRole } from '../deployment/roles-in.ts';
import type { Ground } from '../service.ts';
import { randomLetters, sessionKeyId } from './unique-id.ts';

/** A role that somebody has assumed. */
export interface Session {
  readonly role: DeployedRole;
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly sourceIdentity?: string | undefined;
}

export interface NewSession {
  readonly role: DeployedRole;
  readonly name: string;
  readonly expiresAt: number;
  readonly sourceIdentity?: string | undefined;
}

export interface Sessions {
  open(session: NewSession): Session;
  find(accessKeyId: string): Session | undefined;
}

/** For so long an expired session is told from one that never was. */
const REMEMBERED_MS = 86_400_000;

/** No sessions yet. Keys and tokens come from the organization's own chance, so that a seeded run has the same ones again. */
export function createSessions({ clock, random }: Ground): Sessions {
  const sessions = new Map<string, Session>();

  /** A Map keeps the order of insertion: the oldest sessions come first. */
  function forgetOld(): void {
    for (const [key, { expiresAt }] of sessions) {
      if (expiresAt + REMEMBERED_MS > clock.now()) return;
      sessions.delete(key);
    }
  }

  return {
    open(wanted) {
      forgetOld();
      const session = {
        ...wanted,
        accessKeyId: sessionKeyId(random),
        secretAccessKey: randomLetters(random, 40),
        sessionToken: randomLetters(random, 120),
        startedAt: clock.now(),
      };
      sessions.set(session.accessKeyId, session);
      return session;
    },
    find: (accessKeyId) => sessions.get(accessKeyId),
  };
}
