/** Whether a question is answered yes or no; `unknown` when a fact that it needs is not known. */
export type Answer = 'met' | 'unmet' | 'unknown';

/** And: one no settles it, whatever is unknown. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes('unmet')) return 'unmet';
  return answers.includes('unknown') ? 'unknown' : 'met';
}

/** Or: one yes settles it, whatever is unknown. */
export function any(answers: readonly Answer[]): Answer {
  if (answers.includes('met')) return 'met';
  return answers.includes('unknown') ? 'unknown' : 'unmet';
}

export function not(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'met' ? 'unmet' : 'met';
}

export function answerOf(holds: boolean): Answer {
  return holds ? 'met' : 'unmet';
}
