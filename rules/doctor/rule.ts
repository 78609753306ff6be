/** A rule of EventBridge, as far as it matters. */
export interface RuleFacts {
  readonly isEnabled: boolean;
  readonly targets: readonly { readonly arn: string; readonly role: string | undefined }[];
}
