import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** zod brings fifty languages behind one index; English will do. */
export const englishOnly: Plugin = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.c?js$/ }, ({ path }) => ({
      contents: `export { default as en } from './en.js';`,
      resolveDir: dirname(path),
    }));
  },
};

/**
 * The SDK keeps a class for every error of a service, hundreds in all. Without them an error arrives as the service's base
 * class, with its name and message, as most errors of S3 do anyway; and we tell errors apart by name only.
 */
export const errorsByName: Plugin = {
  name: 'errors-by-name',
  setup({ onLoad }) {
    const filter = /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;
    onLoad({ filter }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replaceAll(/^n0_registry\.registerError\(.*\);$/gm, '') };
    });
  },
};

/**
 * The reader of mandates becomes a bundle of its own, `mandate-reader.mjs`: modules that two bundles share are loaded
 * with all that either needs, so zod in full would come along into every cold start.
 */
export const mandateReaderApart: Plugin = {
  name: 'mandate-reader-apart',
  setup({ onResolve }) {
    onResolve({ filter: /rules\/mandate\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './mandate-reader.mjs', external: true } : undefined,
    );
  },
};

/**
 * Lambda hands credentials over in the environment, so the rest of the SDK's default chain (profiles, single sign-on,
 * instance metadata and the clients that they need) would only be weight: about 125 KB and 25 ms of every cold start.
 */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup({ onResolve, onLoad }) {
    const namespace = 'environment-credentials';
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: namespace,
      namespace,
    }));
    onLoad({ filter: /^/, namespace }, () => ({ contents: environmentProvider }));
  },
};

const environmentProvider = `
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('no AWS credentials in the environment');
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
};`;

/**
 * DynamoDB's client keeps a cache for endpoints that it discovers, which it does only where somebody asks for it, and nobody does
 * here: a Map will do for what is never put into it. 7 KB of every cold start.
 */
export const noEndpointCache: Plugin = {
  name: 'no-endpoint-cache',
  setup({ onResolve, onLoad }) {
    const namespace = 'no-endpoint-cache';
    onResolve({ filter: /^mnemonist\/lru-cache(\.js)?$/ }, () => ({ path: namespace, namespace }));
    onLoad({ filter: /^/, namespace }, () => ({ contents: smallCache }));
  },
};

const smallCache = `
export default class extends Map {
  constructor() { super(); }
  peek(key) { return this.get(key); }
};`;
