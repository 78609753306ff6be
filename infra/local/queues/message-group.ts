/**
 * Why a text is no group of messages, in SQS's words; undefined when it is one.
 *
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function groupTrouble(group: string): string | undefined {
  // Letters, digits and punctuation: what can be seen of ASCII.
  if (/^[\x21-\x7e]{1,128}$/.test(group)) return undefined;
  return `Value ${group} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.`;
}
