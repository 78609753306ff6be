import { seeAlerts } from '../../../infra/aws/doctor/see-alerts.ts';
import { seeBus, seeHubQueue, seeHubRule, seeStop } from '../../../infra/aws/doctor/see-hub.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { judgeAlerts } from '../../../rules/doctor/alerts.ts';
import { purgeQueue } from '../../../rules/doctor/commands.ts';
import type { Verdict } from '../../../rules/doctor/gap.ts';
import { judgeBus, judgeHubRule, judgeStop } from '../../../rules/doctor/hub.ts';
import { judgeHubQueue, judgeWaiting } from '../../../rules/doctor/queue.ts';
import { arnIn, forwardRole } from '../../doctor/arn-in.ts';
import type { Setting } from './setting.ts';

/** The rules on the hub's bus that put something on the work queue, on those of notices and deliveries, and that tell people. */
const working = ['stocktake-calls', 'stocktake-checks'];
const noting = ['stocktake-notices'];
const delivering = ['stocktake-deliveries'];
const telling = ['stocktake-digest', 'stocktake-incidents', 'stocktake-member-alarms'];

const NOTICES = 'stocktake-notices';
const UNTOLD = 'stocktake-untold';
const DELIVERIES = 'stocktake-deliveries';
const LOST = 'stocktake-lost-deliveries';

const deadLetters = {
  one: 'message waits in the dead-letter queue to be kept in the ledger',
  many: 'messages wait in the dead-letter queue to be kept in the ledger',
  fix: 'if they are still there in a quarter of an hour, the log of the function stocktake-dead-letter says why they cannot be kept',
};

const lost = {
  one: 'report arrived and could not be noted',
  many: 'reports arrived and could not be noted',
  fix: 'docs/runbook.md#stocktake-lost-deliveries says how to find the reason and how to send them back',
};

const untold = { one: 'notice reached nobody', many: 'notices reached nobody' };

/** The hub's bus, its rules and queues, its topic, and the emergency stop. */
export async function examineHub(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const parts = await Promise.all([
    examineBus(cloud, setting),
    examineRules(cloud, setting),
    examineQueues(cloud, setting),
    examineAlerts(cloud, setting),
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
  const { workQueueUrl, hubBus: bus, region } = cloud.settings;
  const workQueue = queueArn(cloud, workQueueUrl);
  const topics = arnIn(cloud, 'sns', { region, account: hubAccount, resource: '' });
  const notices = queueArn(cloud, urlBeside(workQueueUrl, NOTICES));
  const deliveries = queueArn(cloud, urlBeside(workQueueUrl, DELIVERIES));
  const ends = [
    ...working.map((name) => ({ name, goesTo: (arn: string) => arn === workQueue })),
    ...noting.map((name) => ({ name, goesTo: (arn: string) => arn === notices })),
    ...delivering.map((name) => ({ name, goesTo: (arn: string) => arn === deliveries })),
    ...telling.map((name) => ({ name, goesTo: (arn: string) => arn.startsWith(topics) })),
  ];
  return Promise.all(
    ends.map(async ({ name, goesTo }) =>
      judgeHubRule({ name, bus, region }, await seeHubRule(cloud, name), goesTo),
    ),
  );
}

async function examineQueues(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const parts = await Promise.all([
    examineWorkQueues(cloud, setting),
    examineNotices(cloud, setting),
    examineUntold(cloud, setting),
    examineDeliveries(cloud, setting),
  ]);
  return parts.flat();
}

async function examineAlerts(cloud: Cloud, { hubAccount: account }: Setting): Promise<Verdict[]> {
  const { region } = cloud.settings;
  const arn = arnIn(cloud, 'sns', { region, account, resource: 'stocktake-alerts' });
  return [judgeAlerts(arn, await seeAlerts(cloud, arn))];
}

/** What is to be worked on, and what nobody could work on. */
async function examineWorkQueues(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const { workQueueUrl, deadLetterQueueUrl } = cloud.settings;
  const [work, dead] = await Promise.all([
    seeHubQueue(cloud, workQueueUrl),
    seeHubQueue(cloud, deadLetterQueueUrl),
  ]);
  const [workArn, deadArn] = [queueArn(cloud, workQueueUrl), queueArn(cloud, deadLetterQueueUrl)];
  const rules = ruleArns(cloud, setting, working);
  const what = 'the dead-letter queue';
  return [
    judgeHubQueue(work, { what: 'the work queue', arn: workArn, rules, redrivesTo: deadArn }),
    judgeHubQueue(dead, { what, arn: deadArn, rules, redrivesTo: undefined }),
    judgeWaiting({ check: 'dead-letters', what }, dead, deadLetters),
  ];
}

/** What people should be told, and have been told. */
async function examineNotices(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const { workQueueUrl } = cloud.settings;
  const url = urlBeside(workQueueUrl, NOTICES);
  const wanted = {
    what: `the queue ${NOTICES}`,
    arn: queueArn(cloud, url),
    rules: ruleArns(cloud, setting, noting),
    redrivesTo: queueArn(cloud, urlBeside(workQueueUrl, UNTOLD)),
  };
  return [judgeHubQueue(await seeHubQueue(cloud, url), wanted)];
}

/** Notices for people that could not be published. */
async function examineUntold(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const { workQueueUrl, region } = cloud.settings;
  const url = urlBeside(workQueueUrl, UNTOLD);
  const queue = await seeHubQueue(cloud, url);
  const what = `the queue ${UNTOLD}`;
  const rules = ruleArns(cloud, setting, [...noting, ...telling]);
  const fix = `the attribute ERROR_MESSAGE of a message says why: mend that, then ${purgeQueue({ region, url })}`;
  return [
    judgeHubQueue(queue, { what, arn: queueArn(cloud, url), rules, redrivesTo: undefined }),
    judgeWaiting({ check: 'untold', what }, queue, { ...untold, fix }),
  ];
}

/** Reports that have arrived, and those that nobody could note. */
async function examineDeliveries(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const { workQueueUrl } = cloud.settings;
  const [url, lostUrl] = [urlBeside(workQueueUrl, DELIVERIES), urlBeside(workQueueUrl, LOST)];
  const [arn, lostArn] = [queueArn(cloud, url), queueArn(cloud, lostUrl)];
  const [queue, dead] = await Promise.all([seeHubQueue(cloud, url), seeHubQueue(cloud, lostUrl)]);
  const rules = ruleArns(cloud, setting, delivering);
  const what = `the queue ${LOST}`;
  return [
    judgeHubQueue(queue, { what: `the queue ${DELIVERIES}`, arn, rules, redrivesTo: lostArn }),
    judgeHubQueue(dead, { what, arn: lostArn, rules, redrivesTo: undefined }),
    judgeWaiting({ check: 'undelivered', what }, dead, lost),
  ];
}

function ruleArns(cloud: Cloud, { hubAccount: account }: Setting, names: readonly string[]) {
  const { region, hubBus } = cloud.settings;
  return names.map((name) =>
    arnIn(cloud, 'events', { region, account, resource: `rule/${hubBus}/${name}` }),
  );
}

/** All queues of the hub lie side by side. */
function urlBeside(url: string, name: string): string {
  return url.replace(/[^/]*$/, name);
}

/** A queue's URL ends in account and name. */
function queueArn(cloud: Cloud, url: string): string {
  const [resource = '', account = ''] = url.split('/').reverse();
  return arnIn(cloud, 'sqs', { region: cloud.settings.region, account, resource });
}
