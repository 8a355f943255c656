// A process with an engine in the folder that its first argument names. Says the address, and runs until it is killed.

import { startEngine } from '../../dist/tools/engine/engine.js';

const { uri } = await startEngine(process.argv[2]);
process.stdout.write(`${uri}\n`);
process.stdin.on('end', () => process.exit()).resume();
