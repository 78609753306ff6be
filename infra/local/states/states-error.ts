/**
 * How a state, or an execution, fails: by a name that retries are chosen by, and a message that Step Functions calls the
 * cause.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StatesError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}
