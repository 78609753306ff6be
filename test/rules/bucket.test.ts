import { describe, expect, test } from '@jest/globals';
import { bucketArn, isDirectoryBucket, partitionOf } from '../../rules/bucket.ts';

describe('partitionOf', () => {
  test.each([
    ['eu-west-1', 'aws'],
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('%s is in %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});

describe('bucketArn', () => {
  test.each([
    ['eu-west-1', 'fast', 'arn:aws:s3:::fast'],
    ['cn-north-1', 'fast', 'arn:aws-cn:s3:::fast'],
    [
      'eu-west-1',
      'fast--euw1-az1--x-s3',
      'arn:aws:s3express:eu-west-1:111111111111:bucket/fast--euw1-az1--x-s3',
    ],
  ])('in %s, %s: %s', (region, name, arn) => {
    expect(bucketArn({ account: '111111111111', region, name })).toBe(arn);
  });
});

describe('isDirectoryBucket', () => {
  test.each([
    ['fast--use1-az4--x-s3', true],
    ['fast--x-s3-copy', false],
    ['fast', false],
  ])('%s: %s', (name, answer) => {
    expect(isDirectoryBucket(name)).toBe(answer);
  });
});
