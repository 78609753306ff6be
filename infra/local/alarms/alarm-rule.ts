/** When a composite alarm is in alarm: over the names of others. */
export interface AlarmRule {
  /** Names or ARNs, as they are written. */
  readonly alarms: readonly string[];
  isMet(isInAlarm: (alarm: string) => boolean): boolean;
}

const token = /\s*(ALARM\(\s*"([^"]+)"\s*\)|AND\b|OR\b|NOT\b|\(|\))/y;

interface Token {
  /** `ALARM` for one with a name. */
  readonly word: string;
  readonly alarm: string;
}

/**
 * Reads `ALARM("…")` with AND, OR, NOT and parentheses.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 *
 * @throws Error for anything else: OK, INSUFFICIENT_DATA, AT_LEAST, TRUE and FALSE are not known here.
 */
export function parseAlarmRule(text: string): AlarmRule {
  const tokens = tokensOf(text);
  const isMet = readAny(tokens);
  if (tokens.length > 0) throw new Error(`unexpected ${tokens[0]?.word}`);
  const alarms = tokensOf(text).flatMap(({ word, alarm }) => (word === 'ALARM' ? [alarm] : []));
  return { alarms, isMet };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  for (let end = 0; text.slice(end).trim() !== ''; end = token.lastIndex) {
    const found = token.exec(text);
    if (!found) throw new Error(`cannot read ${text.slice(end).trim()}`);
    const [, word = '', alarm = ''] = found;
    tokens.push({ word: alarm ? 'ALARM' : word, alarm });
  }
  return tokens;
}

type Test = AlarmRule['isMet'];

function readAny(tokens: Token[]): Test {
  const parts = readJoined(tokens, 'OR', readEvery);
  return (isInAlarm) => parts.some((part) => part(isInAlarm));
}

function readEvery(tokens: Token[]): Test {
  const parts = readJoined(tokens, 'AND', readOne);
  return (isInAlarm) => parts.every((part) => part(isInAlarm));
}

function readJoined(tokens: Token[], word: string, read: (tokens: Token[]) => Test): Test[] {
  const parts = [read(tokens)];
  while (tokens[0]?.word === word) {
    tokens.shift();
    parts.push(read(tokens));
  }
  return parts;
}

function readOne(tokens: Token[]): Test {
  const { word, alarm } = tokens.shift() ?? { word: 'the end', alarm: '' };
  if (word === 'ALARM') return (isInAlarm) => isInAlarm(alarm);
  if (word === 'NOT') {
    const part = readOne(tokens);
    return (isInAlarm) => !part(isInAlarm);
  }
  if (word !== '(') throw new Error(`unexpected ${word}`);
  const part = readAny(tokens);
  if (tokens.shift()?.word !== ')') throw new Error('a parenthesis is not closed');
  return part;
}
