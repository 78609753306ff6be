import { LineCounter, parseDocument } from 'yaml';
import { KnownFailure } from '../../../infra/aws/failure.ts';

/**
 * YAML as mappings, lists and text: numbers stay as they are written, and CloudFormation's tags are passed over.
 *
 * @throws KnownFailure `unreadable` with the place of the first syntax error.
 */
export function plainYaml(file: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter,
    prettyErrors: false,
    logLevel: 'error', // an unknown tag is a warning
  });
  const [error] = document.errors;
  if (!error) return document.toJS();
  const { line, col } = lineCounter.linePos(error.pos[0]);
  const message = `${file}:${line}:${col} expected YAML: ${error.message}`;
  throw new KnownFailure('unreadable', message, { cause: error });
}
