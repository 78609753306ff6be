/** A request that gets no answer: whoever carries it breaks the connection, or keeps silent. */
export class Unanswered extends Error {
  readonly how: 'reset' | 'hang';

  constructor(how: 'reset' | 'hang') {
    super(`no answer: ${how}`);
    this.name = 'Unanswered';
    this.how = how;
  }
}
