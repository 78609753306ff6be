/** The command line cannot be understood: exit 64. The message says what is wrong and what to do, in one line. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
