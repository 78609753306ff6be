import { describe, expect, test } from '@jest/globals';
import { createParameters } from '../../../infra/local/parameters.ts';
import { aCall, aGround, ask } from './ground.ts';

const Name = '/stocktake/enforcement';
const place = { account: '111111111111', region: 'eu-west-1' };

describe('createParameters', () => {
  test('gives what was put, with its version', async () => {
    const { operations, put } = createParameters(aGround());
    put(place, Name, 'correct');

    await ask(operations, 'PutParameter', { input: { Name, Value: 'halted', Overwrite: true } });
    const answer = await ask(operations, 'GetParameter', { input: { Name } });

    expect(answer.Parameter).toMatchObject({
      Name,
      Value: 'halted',
      Version: 2,
      ARN: 'arn:aws:ssm:eu-west-1:111111111111:parameter/stocktake/enforcement',
    });
  });

  test('does not overwrite unasked', async () => {
    const { operations, put } = createParameters(aGround());
    put(place, Name, 'correct');

    const putting = ask(operations, 'PutParameter', { input: { Name, Value: 'halted' } });

    await expect(putting).rejects.toMatchObject({ code: 'ParameterAlreadyExists' });
  });

  describe('with a pattern', () => {
    const allowedPattern = 'correct|halted';
    const correct = { ...place, name: Name, value: 'correct', allowedPattern };

    test.each(['maybe', 'incorrect', 'halted!', ''])('does not take "%s"', async (Value) => {
      const { operations, create } = createParameters(aGround());
      create(correct);

      const putting = ask(operations, 'PutParameter', { input: { Name, Value, Overwrite: true } });

      await expect(putting).rejects.toMatchObject({
        code: 'ParameterPatternMismatchException',
        message: `Parameter value, ${Value}, cannot be validated against allowedPattern: correct|halted`,
      });
    });

    test('takes what fits it', async () => {
      const { operations, create } = createParameters(aGround());
      create(correct);

      const input = { Name, Value: 'halted', Overwrite: true };
      const answer = await ask(operations, 'PutParameter', { input });

      expect(answer).toMatchObject({ Version: 2 });
    });

    test('takes another one from whoever brings it along', async () => {
      const { operations, create } = createParameters(aGround());
      create(correct);

      const input = { Name, Value: 'maybe', Overwrite: true, AllowedPattern: 'maybe' };
      const answer = await ask(operations, 'PutParameter', { input });

      expect(answer).toMatchObject({ Version: 2 });
    });

    test('cannot begin with what does not fit', () => {
      const { create } = createParameters(aGround());

      expect(() => create({ ...correct, value: 'maybe' })).toThrow('cannot be validated');
    });

    test('may be put anything in by hand', async () => {
      const { operations, create, put } = createParameters(aGround());
      create(correct);

      put(place, Name, 'maybe');

      const answer = await ask(operations, 'GetParameter', { input: { Name } });
      expect(answer.Parameter).toMatchObject({ Value: 'maybe' });
    });
  });

  test.each([
    ['another name', { Name: '/other' }, aCall()],
    ['another account', { Name }, aCall('222222222222')],
    ['another region', { Name }, aCall('111111111111', 'us-east-1')],
  ])('has nothing under %s', async (_case, input, call) => {
    const { operations, put } = createParameters(aGround());
    put(place, Name, 'correct');

    const getting = ask(operations, 'GetParameter', { input, call });

    await expect(getting).rejects.toMatchObject({ code: 'ParameterNotFound' });
  });
});
