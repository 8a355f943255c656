import { readLauncherConfig } from './config.ts';
import { launch } from './launch.ts';

/** Ctrl-C reaches this process from the terminal and once more from npm: signals this close together are one. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Launches what stands in `folder` as the environment says, and ends this process: with 0 when it was told to stop, 1
 * when something did not start, 2 when the environment is not as expected, 130 when it was told twice.
 */
export async function runLauncher(folder: string): Promise<void> {
  const reading = readLauncherConfig();
  if (!reading.ok) return end(2, reading.problems.join('\n'));
  const stopping = new AbortController();
  const forcing = new AbortController();
  let stoppingSinceMs = 0;
  const onSignal = () => {
    if (!stopping.signal.aborted) {
      stoppingSinceMs = performance.now();
      process.stderr.write('\nStopping; Ctrl-C again ends everything at once.\n');
      stopping.abort();
    } else if (performance.now() - stoppingSinceMs > SAME_SIGNAL_MS) {
      forcing.abort();
      end(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const say = (text: string) => process.stdout.write(text);
  try {
    await launch({ config: reading.config, folder, say, stopping: stopping.signal, forcing: forcing.signal });
  } catch (error) {
    if (!stopping.signal.aborted) return end(1, error instanceof Error ? error.message : String(error));
  }
  end(0);
}

function end(exitCode: number, message?: string): never {
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}
