import type { Functions } from '../functions.ts';
import type { Roles } from '../identity/roles.ts';
import type { Membership } from '../permissions/membership.ts';
import { whyNotCalled } from '../permissions/why-not-called.ts';
import type { Ground } from '../service.ts';
import type { StateMachineSettings } from '../state-machines.ts';
import type { Workshop } from './course.ts';

/** What state machines reach, and what decides whether they may. */
export interface StateMachineWorld {
  readonly functions: Functions;
  readonly roles: Pick<Roles, 'find'>;
  readonly membership: Membership;
}

/** The workshop of one machine, whose executions act as its role. */
export function openWorkshop(
  ground: Ground,
  { functions, roles, membership }: StateMachineWorld,
  { machine, refused }: { machine: StateMachineSettings; refused: (reason: string) => void },
): Workshop {
  const { arn, roleArn, account, region } = machine;
  const servant = { service: 'states.amazonaws.com', sourceArn: arn, account, region };
  return {
    ground,
    functions,
    machineArn: arn,
    executionArn: executionArn(arn),
    whyNot(action, resource) {
      const role = roles.find(roleArn);
      const reason = whyNotCalled(
        { servant, roleArn, role, wish: { action, resource } },
        membership,
      );
      if (reason !== undefined) refused(reason);
      return reason;
    },
  };
}

/** What the ARNs of a machine's executions begin with. */
export function executionArn(machineArn: string): string {
  return machineArn.replace(':stateMachine:', ':execution:');
}
