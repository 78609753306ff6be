import {
  DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';
import { errorName } from './failure.ts';

/**
 * Updates an item of the ledger if its condition holds.
 *
 * @returns whether it did.
 * @throws DynamoDB's other errors.
 */
export async function whenUnchanged(
  cloud: Cloud,
  request: UpdateItemCommandInput,
): Promise<boolean> {
  return ifConditionHolds(cloud.hub(DynamoDBClient).send(new UpdateItemCommand(request)));
}

/** Whether the condition of a write held. Throws DynamoDB's other errors. */
export async function ifConditionHolds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (errorName(error) === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
