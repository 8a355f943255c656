import type { Program } from './program.ts';
import type { ProgramSource } from './program-source.ts';

/** Compiles the plan of an operation. */
export function compileProgram(_source: ProgramSource): Program {
  throw new Error('The program cannot be compiled yet.');
}
