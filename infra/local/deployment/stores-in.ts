import * as z from 'zod';
import type { Place } from '../arn.ts';
import type { NewParameter } from '../parameters.ts';
import type { TableDefinition } from '../tables.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { readProperties } from './read-properties.ts';

export interface DeployedTable extends Place {
  readonly definition: TableDefinition;
}

const ParameterProperties = z.strictObject({
  Name: z.string(),
  Type: z.literal('String'),
  Value: z.string(),
  Description: z.string().optional(),
  AllowedPattern: z.string().optional(),
  Tags: z.unknown().optional(),
});

const KeyAttribute = z.strictObject({
  AttributeName: z.string(),
  KeyType: z.enum(['HASH', 'RANGE']),
});

const TableProperties = z.strictObject({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: z.array(KeyAttribute),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: z.array(KeyAttribute),
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  // A table in memory has no backup, no encryption and no expiry, and dies with the process.
  DeletionProtectionEnabled: z.boolean().optional(),
  PointInTimeRecoverySpecification: z.unknown().optional(),
  SSESpecification: z.unknown().optional(),
  TimeToLiveSpecification: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** The parameters of a stack. */
export function parametersIn(resources: readonly Resource[]): NewParameter[] {
  return ofType(resources, 'AWS::SSM::Parameter').map((resource) => {
    const properties = readProperties(resource, ParameterProperties);
    const { Name: name, Value: value, AllowedPattern: allowedPattern } = properties;
    return { account: resource.account, region: resource.region, name, value, allowedPattern };
  });
}

/** The tables of a stack. */
export function tablesIn(resources: readonly Resource[]): DeployedTable[] {
  return ofType(resources, 'AWS::DynamoDB::Table').map((resource) => {
    const { AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes } = readProperties(
      resource,
      TableProperties,
    );
    const definition = {
      TableName: resource.name,
      AttributeDefinitions,
      KeySchema,
      BillingMode,
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
    };
    return { account: resource.account, region: resource.region, definition };
  });
}
