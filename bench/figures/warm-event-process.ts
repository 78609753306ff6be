import { warmEvents } from './warm-event.ts';

// Measures in a process of its own: the function's log goes nowhere, and nothing else has warmed or littered the heap.

process.send?.(await warmEvents());
process.disconnect();
