import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A store in a process of its own, so that what it costs is not the gateway's: sends its address to the process that started
 * it. Environment: ROOT, and the FOLDER that it keeps its files in.
 */
const { ROOT, FOLDER } = process.env;
const { startEngine } = await import(pathToFileURL(join(ROOT, 'dist', 'tools', 'engine', 'engine.js')).href);
const { uri } = await startEngine(FOLDER);
process.once('disconnect', () => process.exit(0));
process.send(uri);
