import { join } from 'node:path';
import { findProjectRoot } from '../../gateway/project-root.ts';
import { runLauncher } from './run-launcher.ts';

await runLauncher(join(findProjectRoot(), 'dist'));
