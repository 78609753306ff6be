/** A module of CommonJS, whose only export comes as its default. */
declare module 'asl-validator' {
  interface Judgement {
    readonly isValid: boolean;
    /** Empty when there is nothing wrong. */
    errorsText(): string;
  }

  /** Whether Step Functions would take a definition; paths and ARNs are looked at where it is asked for. */
  function validate(
    definition: unknown,
    options: { readonly checkPaths: boolean; readonly checkArn: boolean },
  ): Judgement;
  export = validate;
}
