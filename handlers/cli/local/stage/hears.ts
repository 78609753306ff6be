import type { Exhibit } from './exhibit.ts';
import type { Scenery } from './scenery.ts';
import { waitFor } from './wait-for.ts';

/** Waits until a mail tells the news, and shows it. Throws if none does. */
export async function hears({ organization }: Scenery, news: string): Promise<Exhibit[]> {
  const { account, region } = organization.seed.hub;
  const { topics } = organization.machines;
  const topic = `arn:aws:sns:${region}:${account}:stocktake-alerts`;
  const find = () => topics.mails(topic).find(({ text }) => text.includes(news));
  await waitFor(async () => {
    const saw = `${topics.mails(topic).length} mails, none of them says "${news}"`;
    return { asWanted: find() !== undefined, saw };
  });
  const { to = '', text = '' } = find() ?? {};
  return [{ title: `mail to ${to}`, lines: text.split('\n') }];
}

/** Waits until the chat channel shows the news, and shows it. Throws if it does not. */
export async function reads({ organization }: Scenery, news: string): Promise<Exhibit> {
  const { chat } = organization.machines;
  const find = () =>
    chat
      .shown('stocktake-slack')
      .flatMap(({ messages }) => messages)
      .find(({ title = '' }) => title.includes(news));
  await waitFor(async () => {
    return { asWanted: find() !== undefined, saw: `the chat does not say "${news}"` };
  });
  const { title = '', description = '', nextSteps = [] } = find() ?? {};
  const steps = nextSteps.map((step) => `▸ ${step}`);
  return { title: 'Slack #platform', lines: [title, ...description.split('\n'), ...steps] };
}
