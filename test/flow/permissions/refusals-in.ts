import type { LocalOrganization } from '../../../infra/local/organization.ts';

/**
 * What was refused for want of a permission, in AWS's words: to callers, and to what AWS's own services do for somebody,
 * which the services themselves may tell nobody.
 */
export function refusalsIn({ calls, machines }: LocalOrganization): readonly string[] {
  const { buses, schedules, alarms, queues, stateMachines } = machines;
  const letters = queues.all().flatMap((queue) => queue.messages());
  const texts = [
    ...calls.map(({ errorMessage = '' }) => errorMessage),
    ...letters.map(({ attributes }) => attributes.ERROR_MESSAGE?.StringValue ?? ''),
    ...[
      ...buses.lost(),
      ...schedules.refusals(),
      ...alarms.refusals(),
      ...stateMachines.refusals(),
    ].map(({ reason }) => reason),
  ];
  return texts.filter((text) => /not authorized to perform|not a delegated/.test(text));
}
