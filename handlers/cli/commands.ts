import type { Command } from './command.ts';
import { doctorCommand } from './commands/doctor.ts';
import { enforceCommand } from './commands/enforce.ts';
import { evidenceCommand } from './commands/evidence.ts';
import { explainCommand } from './commands/explain.ts';
import { haltCommand } from './commands/halt.ts';
import { historyCommand } from './commands/history.ts';
import { localCommand } from './commands/local.ts';
import { modeCommand } from './commands/mode.ts';
import { planCommand } from './commands/plan.ts';
import { redriveCommand } from './commands/redrive.ts';
import { removeCommand } from './commands/remove.ts';
import { resumeCommand } from './commands/resume.ts';
import { statusCommand } from './commands/status.ts';
import { sweepCommand } from './commands/sweep.ts';
import { validateCommand } from './commands/validate.ts';

/** Every command by name, in the order of the help. The work of each is loaded when it is called. */
export const commands: ReadonlyMap<string, Command> = new Map(
  [
    validateCommand,
    explainCommand,
    planCommand,
    enforceCommand,
    sweepCommand,
    statusCommand,
    historyCommand,
    evidenceCommand,
    removeCommand,
    redriveCommand,
    doctorCommand,
    modeCommand,
    haltCommand,
    resumeCommand,
    localCommand,
  ].map((command) => [command.name, command]),
);
