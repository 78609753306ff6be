import { storm } from './storm.ts';

// Measures in a process of its own: nothing else has warmed or littered the heap.

process.send?.(await storm());
process.disconnect();
