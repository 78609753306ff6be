import { describe, expect, test } from '@jest/globals';
import {
  canMeetBucketName,
  canMeetCreator,
  canMeetRegion,
  canMeetUnit,
} from '../../rules/reachable-glob.ts';

describe('canMeetUnit', () => {
  test.each([
    ['Workloads/Production/**', true],
    ['**', true],
    ['ou-abcd-11111111/**', true],
    ['', false],
    ['/Audit', false],
    ['Audit/', false],
    ['Audit//Prod', false],
  ])('%j: %s', (glob, answer) => {
    expect(canMeetUnit(glob)).toBe(answer);
  });
});

describe('canMeetRegion', () => {
  test.each([
    ['eu-*', true],
    ['??-west-1', true],
    ['EU-WEST-1', false],
    ['eu/west', false],
    ['', false],
  ])('%j: %s', (glob, answer) => {
    expect(canMeetRegion(glob)).toBe(answer);
  });
});

describe('canMeetBucketName', () => {
  test.each([
    ['*', true],
    ['vendor-*', true],
    ['Old_Name', true],
    ['???', true],
    ['??', false],
    ['a/b', false],
    ['', false],
    ['a'.repeat(256), false],
  ])('%j: %s', (glob, answer) => {
    expect(canMeetBucketName(glob)).toBe(answer);
  });
});

describe('canMeetCreator', () => {
  test.each([
    ['arn:aws:iam::*:role/deploy-*', true],
    ['**/deploy', true],
    ['ar*', true],
    ['deploy', false],
    ['arn:aws:sts::111111111111:assumed-role/deploy/*', false],
  ])('%j: %s', (glob, answer) => {
    expect(canMeetCreator(glob)).toBe(answer);
  });
});
