import { InventoryOptionalField } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { allFields, unknownFields } from '../../rules/optional-fields.ts';

test('nineteen fields are known', () => {
  expect(new Set(allFields).size).toBe(19);
});

test('every field that the SDK knows is known to us', () => {
  expect(unknownFields(Object.values(InventoryOptionalField))).toEqual([]);
});

test('a field is unknown in another spelling', () => {
  expect(unknownFields(['Size', 'size', 'Colour'])).toEqual(['size', 'Colour']);
});
