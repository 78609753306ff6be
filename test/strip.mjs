// Jest transform: Node strips the types itself (erasable syntax only).
import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

export default {
  canInstrument: false,
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
  getCacheKey: (source, file, { configString }) =>
    createHash('sha256')
      .update([process.version, file, configString, source].join('\0'))
      .digest('hex'),
};
