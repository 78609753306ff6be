import * as z from 'zod';

const pairs = 'text like "Regions=eu-west-1,us-east-1 ReportTableRule=daily", or a list of such';
const Overrides = z.union([z.string().transform((text) => [text]), z.array(z.string())], {
  error: pairs,
});

const Region = z.string({ error: 'a region code, like "eu-west-1"' });

const table = 'a table';
const Command = z
  .object(
    {
      parameters: z
        .object(
          { parameter_overrides: Overrides.exactOptional(), region: Region.exactOptional() },
          { error: table },
        )
        .exactOptional(),
    },
    { error: table },
  )
  .exactOptional();

/** As much of a samconfig as matters here. */
export const SamconfigDocument = z.object(
  { default: z.object({ global: Command, deploy: Command }, { error: table }).exactOptional() },
  { error: 'tables such as [default.deploy.parameters]' },
);
