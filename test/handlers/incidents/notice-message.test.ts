import { describe, expect, test } from '@jest/globals';
import { readNotice } from '../../../handlers/incidents/notice-message.ts';

const time = '2026-11-24T06:00:00Z';

function anEvent(type: string, detail: object = {}): string {
  return JSON.stringify({ source: 'stocktake', 'detail-type': type, time, detail });
}

describe('readNotice', () => {
  test('a digest is asked for at the time of the event', () => {
    expect(readNotice(anEvent('Digest Requested'))).toEqual({
      kind: 'digest',
      at: Date.parse(time),
    });
  });

  test('a digest on the bus is out', () => {
    expect(readNotice(anEvent('Inventory Digest', { day: '2026-11-23', total: 3 }))).toEqual({
      kind: 'digest-receipt',
      day: '2026-11-23',
      at: Date.parse(time),
    });
  });

  test.each([
    ['a digest of no day', anEvent('Inventory Digest', { day: 'yesterday' })],
    ['an incident that is none', anEvent('Inventory Incident Opened', { cause: 'bad luck' })],
    ['a type of old', anEvent('Bucket Inventory Outcome')],
  ])('%s is not understood', (_, body) => {
    expect(readNotice(body)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/^nothing here reads/),
    });
  });

  test.each(['', '{', 'null', '{"source":"another"}'])('%j is no event of ours', (body) => {
    expect(readNotice(body)).toEqual({ kind: 'unknown', reason: 'no event of ours' });
  });
});
