/** Flags that mean the same in every command that has them. */
export const jsonFlag = { help: 'print one JSON document and nothing else' } as const;

export const mandateFlag = {
  takes: 'file',
  help: 'the mandate; else $MANDATE_FILE, else ./mandate.yaml',
} as const;

/** Where the one bucket of a command is. */
export const placeFlags = {
  account: { takes: 'account', required: true, help: 'the account that owns the bucket' },
  region: { takes: 'region', required: true, help: 'the region that it is in' },
} as const;
