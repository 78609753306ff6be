import { extname } from 'node:path';
import * as z from 'zod';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import { readDocument } from '../read-document.ts';
import { readOverrides, type Values } from './parameter-overrides.ts';
import { plainToml } from './plain-toml.ts';
import { plainYaml } from './plain-yaml.ts';

const pairs = 'text like "Regions=eu-west-1,us-east-1 ReportTableRule=daily", or a list of such';
const Overrides = z.union([z.string().transform((text) => [text]), z.array(z.string())], {
  error: pairs,
});

const table = 'a table';
const Command = z
  .object(
    {
      parameters: z
        .object({ parameter_overrides: Overrides.exactOptional() }, { error: table })
        .exactOptional(),
    },
    { error: table },
  )
  .exactOptional();

const Samconfig = z.object(
  { default: z.object({ global: Command, deploy: Command }, { error: table }).exactOptional() },
  { error: 'tables such as [default.deploy.parameters]' },
);

/**
 * The values that a samconfig gives to a template's parameters when `sam deploy` is called without flags. As there, the
 * overrides of `deploy` stand for those of `global`, all of them.
 *
 * @throws KnownFailure `unreadable`, in one line.
 */
export async function readSamconfig(file: string): Promise<Values> {
  const bytes = await readDocument(file, 'name the samconfig with --config');
  const read = Samconfig.safeParse(await plain(file, new TextDecoder().decode(bytes)));
  if (!read.success) throw misshapen(file, read.error);
  const { global, deploy } = read.data.default ?? {};
  const texts = deploy?.parameters?.parameter_overrides ?? global?.parameters?.parameter_overrides;
  const overrides = readOverrides(texts ?? []);
  if ('values' in overrides) return overrides.values;
  const found = JSON.stringify(overrides.fault);
  throw unreadable(`${file}: parameter_overrides: expected pairs, Key=Value; found ${found}`);
}

async function plain(file: string, text: string): Promise<unknown> {
  const isYaml = ['.yaml', '.yml'].includes(extname(file).toLowerCase());
  return isYaml ? plainYaml(file, text) : await plainToml(file, text);
}

function misshapen(file: string, { issues: [issue] }: z.ZodError): KnownFailure {
  const place = [file, issue?.path.join('.')].filter(Boolean).join(': ');
  return unreadable(`${place}: expected ${issue?.message}`);
}

function unreadable(message: string): KnownFailure {
  return new KnownFailure('unreadable', message);
}
