import { describe, expect, test } from '@jest/globals';
import { bucketTags, listBuckets, listDirectoryBuckets } from '../../../infra/aws/buckets.ts';
import { aDirectoryBucket } from '../../flow/actors.ts';
import { connectOperator, type House, openHouse } from '../../flow/house.ts';

const { account, region } = aDirectoryBucket;

function place(house: House, name: string, where: Partial<typeof aDirectoryBucket> = {}): void {
  house.organization.machines.s3.place({ account, region, ...where, name });
}

function names(listing: AsyncIterable<{ readonly name: string }>): Promise<string[]> {
  return Array.fromAsync(listing, ({ name }) => name);
}

describe('directory buckets', () => {
  test('are listed by region with their birth, and not among the others', async () => {
    const house = await openHouse();
    place(house, 'orders');
    place(house, 'a--euw1-az1--x-s3');
    place(house, 'b--use1-az4--x-s3', { region: 'us-east-1' });
    place(house, 'c--euw1-az1--x-s3', { account: '444444444444' });

    const listed = await Array.fromAsync(listDirectoryBuckets(house.operator, { account, region }));

    const name = 'a--euw1-az1--x-s3';
    expect(listed).toEqual([{ account, region, name, createdAt: house.clock.now() }]);
    expect(await names(listBuckets(house.operator, account))).toEqual(['orders']);
  });

  test('are listed over all pages', async () => {
    const house = await openHouse();
    const all = Array.from({ length: 1_001 }, (_, index) => `b${10_000 + index}--euw1-az1--x-s3`);
    for (const name of all) place(house, name);

    expect(await names(listDirectoryBuckets(house.operator, { account, region }))).toEqual(all);
  });

  test('are none in a region without an endpoint for them, unless it is the network that is down', async () => {
    const house = await openHouse();

    const listing = (code: string) =>
      names(listDirectoryBuckets(without(house, code), { account, region }));

    expect(await listing('ENOTFOUND')).toEqual([]);
    await expect(listing('EAI_AGAIN')).rejects.toThrow('EAI_AGAIN');
  });

  test('have tags that nobody here knows', async () => {
    const house = await openHouse();
    place(house, aDirectoryBucket.name);

    expect(await bucketTags(house.operator, aDirectoryBucket)).toBeUndefined();
  });
});

/** An operator in a world whose resolver has that to say of endpoints for directory buckets. */
function without({ organization }: House, code: string) {
  const { requestHandler, clock } = organization;
  const broken: typeof requestHandler = {
    ...requestHandler,
    async handle(request, options) {
      if (!request.hostname.startsWith('s3express-control.'))
        return requestHandler.handle(request, options);
      throw Object.assign(new Error(`getaddrinfo ${code} ${request.hostname}`), { code });
    },
  };
  const impatient = { now: clock.now, sleep: async () => undefined };
  return connectOperator({ ...organization, requestHandler: broken, clock: impatient });
}
