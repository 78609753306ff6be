import { describe, expect, test } from '@jest/globals';
import { inBatches, type Parcel } from '../../../infra/aws/send-batch.ts';

function aParcel(body: string): Parcel {
  return { body, delay: 0 };
}

function sizes(parcels: readonly Parcel[]): number[] {
  return [...inBatches(parcels)].map((batch) => batch.length);
}

describe('batches for SQS', () => {
  test('hold ten messages at most, in their order', () => {
    const parcels = Array.from({ length: 23 }, (_, at) => aParcel(`body ${at}`));

    expect(sizes(parcels)).toEqual([10, 10, 3]);
    expect([...inBatches(parcels)].flat()).toEqual(parcels);
  });

  test('hold a mebibyte at most', () => {
    const large = aParcel('x'.repeat(400_000));

    expect(sizes([large, large, large, aParcel('x')])).toEqual([2, 2]);
  });

  test('count bytes, not characters', () => {
    const large = aParcel('€'.repeat(200_000));

    expect(sizes([large, large])).toEqual([1, 1]);
  });

  test('leave a message that is too large to itself: SQS says so', () => {
    expect(sizes([aParcel('x'), aParcel('x'.repeat(2_000_000)), aParcel('x')])).toEqual([1, 1, 1]);
  });

  test('are none for nothing', () => {
    expect(sizes([])).toEqual([]);
  });
});
