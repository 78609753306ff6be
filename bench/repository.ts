import { resolve } from 'node:path';

/** The top of the repository: every command of bench/ works from there, wherever it is called. */
export const repository = resolve(import.meta.dirname, '..');
