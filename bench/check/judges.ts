import type { Judgement } from './judges/judgement.ts';
import { lint } from './judges/lint.ts';
import { transform } from './judges/transform.ts';
import { ourTemplates } from './our-templates.ts';

const HUB = 'template.yaml';

/**
 * What others say of our templates: SAM's own transform, and cfn-lint with the schema of every resource.
 * Both are Python packages that a machine may lack; then the note says what nobody looked at.
 */
export async function judgeTemplates(): Promise<Judgement> {
  const [transformed, written] = [await transform(HUB), await ourTemplates()];
  const { translation } = transformed;
  const linted = await lint(translation ? [...written, translation] : written);
  const outputs = [transformed.output, linted.output].filter((output) => output !== '');
  return {
    ok: transformed.ok && linted.ok,
    output: outputs.join('\n'),
    note: [transformed.note, linted.note].join('\n'),
    missed: [...transformed.missed, ...linted.missed],
  };
}
