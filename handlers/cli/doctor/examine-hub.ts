import { seeBus, seeHubQueue, seeHubRule, seeStop } from '../../../infra/aws/doctor/see-hub.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import type { Verdict } from '../../../rules/doctor/gap.ts';
import { judgeBus, judgeHubRule, judgeStop } from '../../../rules/doctor/hub.ts';
import { judgeHubQueue, judgeWaiting } from '../../../rules/doctor/queue.ts';
import { arnIn, forwardRole, type Setting } from './setting.ts';

/** The rules on the hub's bus that put something on the work queue, and those that tell people. */
const working = ['stocktake-calls', 'stocktake-checks'];
const telling = ['stocktake-failures', 'stocktake-member-alarms'];

const deadLetters = {
  one: 'message waits in the dead-letter queue',
  many: 'messages wait in the dead-letter queue',
  fix: 'each carries its cause and reason: mend that, then send them back (aws sqs start-message-move-task)',
};

/** The hub's bus, its rules and queues, and the emergency stop. */
export async function examineHub(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const parts = await Promise.all([
    examineBus(cloud, setting),
    examineRules(cloud, setting),
    examineQueues(cloud, setting),
    seeStop(cloud).then((stop) => [judgeStop(stop)]),
  ]);
  return parts.flat();
}

async function examineBus(
  cloud: Cloud,
  { hubAccount, hubBusArn, everyone }: Setting,
): Promise<Verdict[]> {
  const ids = new Set([hubAccount, ...everyone.map(({ id }) => id)]);
  const roles = [...ids].map((id) => forwardRole(cloud, id));
  const { organizationId } = cloud.settings;
  return [judgeBus(await seeBus(cloud), { busArn: hubBusArn, organizationId, roles })];
}

async function examineRules(cloud: Cloud, { hubAccount }: Setting): Promise<Verdict[]> {
  const workQueue = queueArn(cloud, cloud.settings.workQueueUrl);
  const topics = arnIn(cloud, 'sns', {
    region: cloud.settings.region,
    account: hubAccount,
    resource: '',
  });
  const ends = [
    ...working.map((name) => ({ name, goesTo: (arn: string) => arn === workQueue })),
    ...telling.map((name) => ({ name, goesTo: (arn: string) => arn.startsWith(topics) })),
  ];
  return Promise.all(
    ends.map(async ({ name, goesTo }) => judgeHubRule(name, await seeHubRule(cloud, name), goesTo)),
  );
}

async function examineQueues(cloud: Cloud, { hubAccount }: Setting): Promise<Verdict[]> {
  const { workQueueUrl, deadLetterQueueUrl, region, hubBus } = cloud.settings;
  const [work, dead] = await Promise.all([
    seeHubQueue(cloud, workQueueUrl),
    seeHubQueue(cloud, deadLetterQueueUrl),
  ]);
  const [workArn, deadArn] = [queueArn(cloud, workQueueUrl), queueArn(cloud, deadLetterQueueUrl)];
  const ruleArn = (name: string) =>
    arnIn(cloud, 'events', { region, account: hubAccount, resource: `rule/${hubBus}/${name}` });
  const rules = working.map(ruleArn);
  const what = 'the dead-letter queue';
  return [
    judgeHubQueue(work, { what: 'the work queue', arn: workArn, rules, redrivesTo: deadArn }),
    judgeHubQueue(dead, {
      what,
      arn: deadArn,
      rules: [...working, ...telling].map(ruleArn),
      redrivesTo: undefined,
    }),
    judgeWaiting({ check: 'dead-letters', what }, dead, deadLetters),
  ];
}

/** A queue's URL ends in account and name. */
function queueArn(cloud: Cloud, url: string): string {
  const [resource = '', account = ''] = url.split('/').reverse();
  return arnIn(cloud, 'sqs', { region: cloud.settings.region, account, resource });
}
