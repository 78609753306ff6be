import { resolve } from 'node:path';
import { connectHub } from '../../../infra/connect-hub.ts';
import { printLines } from '../show/lines.ts';
import { UsageError } from '../usage-error.ts';
import type { ExitCode, World } from '../world.ts';
import { banner, outsideHint } from './banner.ts';
import { writeEnvironmentFiles } from './environment-files.ts';
import { invitation } from './invitation.ts';
import { openOrganization, type ServedOrganization } from './open-organization.ts';
import { playStory } from './play-story.ts';
import { type Inputs, readInputs } from './read-inputs.ts';
import { skippedByStory } from './story.ts';

interface Request {
  readonly seed: string | undefined;
  readonly mandate: string | undefined;
  readonly port: number | undefined;
  readonly story: boolean;
  readonly once: boolean;
  readonly outside: string | undefined;
}

/** `stocktake local`: a whole organization on this machine, served until somebody wants it to end. */
export async function local(request: Request, world: World): Promise<ExitCode> {
  mustFitTogether(request);
  const inputs = await readInputs(request, world);
  if ('mistakes' in inputs) {
    printLines(world.err, inputs.mistakes);
    return 1;
  }
  const stopped = world.untilStopped();
  const runsFunctions = request.outside === undefined;
  const behind = request.story ? skippedByStory : 0;
  const opening = { port: request.port, runsFunctions, behind };
  const served = await openOrganization(inputs, opening, world);
  try {
    await getReady(request, inputs, served);
    welcome(inputs, served, world);
    return await serve({ request, inputs, served, stopped }, world);
  } finally {
    await served.close();
  }
}

function mustFitTogether({ story, once, outside }: Request): void {
  if (once && !story) throw new UsageError('--once ends after the story: add --story');
  if (!story || outside === undefined) return;
  throw new UsageError(
    '--outside runs no function, and without one there is no story; leave --story out',
  );
}

async function getReady(
  { outside }: Request,
  { mandateFile, isDefault }: Inputs,
  { organization, endpoint }: ServedOrganization,
) {
  if (outside === undefined) return;
  const functions = organization.functions.map((name) => ({
    name,
    variables: {
      ...organization.environmentOf(name),
      AWS_ENDPOINT_URL: endpoint,
      ...(!isDefault && { MANDATE_FILE: resolve(mandateFile) }),
    },
  }));
  await writeEnvironmentFiles(outside, functions);
}

function welcome(inputs: Inputs, { endpoint }: ServedOrganization, { out }: World): void {
  printLines(out, [...banner(out, inputs), `ready ${endpoint}`]);
}

interface Evening {
  readonly request: Request;
  readonly inputs: Inputs;
  readonly served: ServedOrganization;
  readonly stopped: Promise<void>;
}

async function serve({ request, inputs, served, stopped }: Evening, world: World) {
  const stop = new AbortController();
  const ended = stopped.then(() => stop.abort());
  const told =
    !request.story || (await Promise.race([play(inputs, served, { world, stop }), ended]));
  // Stopped in the middle, the story was not told; who only wanted that is not served.
  if (request.once) return told ? 0 : 1;
  if (stop.signal.aborted) return 0;
  if (request.outside !== undefined) printLines(world.out, outsideHint(request.outside));
  printLines(world.out, ['', ...invitation(world.out, served.endpoint, inputs)]);
  await ended;
  return 0;
}

/** The story looks at the hub as an operator would. */
async function play(
  inputs: Inputs,
  served: ServedOrganization,
  { world, stop }: { readonly world: World; readonly stop: AbortController },
) {
  const { organization, clock, endpoint } = served;
  const { account, region } = inputs.seed.hub;
  const cloud = await connectHub({ AWS_REGION: region }, inputs.mandateFile, {
    credentials: { accessKeyId: account, secretAccessKey: 'anything' },
    requestHandler: organization.requestHandler,
    clock,
  });
  return playStory({ organization, clock, endpoint, cloud, hub: account }, world.out, stop.signal);
}
