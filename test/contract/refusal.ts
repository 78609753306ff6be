/** What an account answered when it refused a call. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The refusal of a call that must be refused. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as SdkError;
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was not refused');
}
