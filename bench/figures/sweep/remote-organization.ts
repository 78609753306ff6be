import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Clock } from '../../../infra/clock.ts';
import { createInProcessHandler, type InProcessHandler } from '../../../infra/local/in-process.ts';
import { askOver } from './channel.ts';
import type { OrganizationReport } from './organization-process.ts';
import type { SweepSize } from './sweep-size.ts';

/** An organization in another process. */
export interface RemoteOrganization {
  readonly requestHandler: InProcessHandler;
  readonly environment: Readonly<Record<string, string>>;
  report(): Promise<OrganizationReport>;
  close(): void;
}

/** A million buckets do not fit in the heap that Node takes by itself. */
const HEAP = '--max-old-space-size=12000';

/** Starts an organization of this size, which is filled when it is there. */
export async function startRemoteOrganization(
  size: SweepSize,
  clock: Clock,
): Promise<RemoteOrganization> {
  const child = fork(join(import.meta.dirname, 'organization-process.ts'), [JSON.stringify(size)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    execArgv: [HEAP],
  });
  const [{ environment }] = await once(child, 'message');
  return {
    requestHandler: createInProcessHandler({ clock, handle: askOver(child) }),
    environment,
    async report() {
      child.send({ report: true });
      const [{ report }] = await once(child, 'message');
      return report;
    },
    close: () => void child.kill(),
  };
}
