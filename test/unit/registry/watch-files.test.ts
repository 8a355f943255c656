import { mkdir, mkdtemp, readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchFiles } from '../../../gateway/registry/watch-files.ts';

/** So long that no reading at intervals can be what a test saw. */
const NEVER_MS = 600_000;
const SETTLE_MS = 20;

let root: string;
let stop: () => void = () => {};
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watch-'));
  await mkdir(join(root, 'watched'));
  await writeFile(join(root, 'watched/a.yaml'), 'one');
});
afterEach(async () => {
  stop();
  await rm(root, { recursive: true });
});

/** Watches, and counts the calls. */
async function watching(paths: readonly string[] = ['watched'], pollMs = NEVER_MS, settleMs = SETTLE_MS) {
  const onChange = vi.fn<() => void>();
  const onError = vi.fn<(error: unknown) => void>();
  const absolute = paths.map((path) => join(root, path));
  stop = await watchFiles({ paths: absolute, onChange, onError, settleMs, pollMs });
  return { onChange, onError };
}

const toBeCalled = (call: ReturnType<typeof vi.fn>, times: number) =>
  vi.waitFor(() => expect(call).toHaveBeenCalledTimes(times), { timeout: 10_000 });

/** Long enough for a call that must not come. */
const settled = () => wait(10 * SETTLE_MS);

describe('a change is told once, when it', () => {
  it('is written into a file', async () => {
    const { onChange } = await watching();
    await writeFile(join(root, 'watched/a.yaml'), 'two');
    await toBeCalled(onChange, 1);
    await settled();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('replaces a file by renaming, as many editors save', async () => {
    const { onChange } = await watching(['watched/a.yaml']);
    for (const [index, content] of ['two', 'three'].entries()) {
      await writeFile(join(root, 'watched/a.new'), content);
      await rename(join(root, 'watched/a.new'), join(root, 'watched/a.yaml'));
      await toBeCalled(onChange, index + 1);
    }
  });

  it('removes a file, and when it puts the file back', async () => {
    const { onChange } = await watching();
    await unlink(join(root, 'watched/a.yaml'));
    await toBeCalled(onChange, 1);
    await writeFile(join(root, 'watched/a.yaml'), 'one');
    await toBeCalled(onChange, 2);
  });

  it('adds a file to a folder', async () => {
    const { onChange } = await watching();
    await writeFile(join(root, 'watched/b.yaml'), '');
    await toBeCalled(onChange, 1);
  });

  it('makes a folder that was not there, and changes it again', async () => {
    const { onChange } = await watching(['later']);
    await mkdir(join(root, 'later'));
    await writeFile(join(root, 'later/a.yaml'), 'one');
    await toBeCalled(onChange, 1);
    await writeFile(join(root, 'later/a.yaml'), 'two');
    await toBeCalled(onChange, 2);
  });

  it('turns the link of a mounted volume to another folder', async () => {
    for (const version of ['..1', '..2']) {
      await mkdir(join(root, 'watched', version));
      await writeFile(join(root, 'watched', version, 'c.yaml'), version);
    }
    await symlink('..1', join(root, 'watched/..data'));
    await symlink('..data/c.yaml', join(root, 'watched/c.yaml'));
    const { onChange } = await watching(['watched/c.yaml']);
    await symlink('..2', join(root, 'watched/..data_tmp'));
    await rename(join(root, 'watched/..data_tmp'), join(root, 'watched/..data'));
    await toBeCalled(onChange, 1);
    expect(await readFile(join(root, 'watched/c.yaml'), 'utf8')).toBe('..2');
  });

  it('turns a link that is the watched folder itself', async () => {
    await mkdir(join(root, 'other'));
    await symlink('watched', join(root, 'current'));
    const { onChange } = await watching(['current']);
    await symlink('other', join(root, 'next'));
    await rename(join(root, 'next'), join(root, 'current'));
    await toBeCalled(onChange, 1);
    await writeFile(join(root, 'other/a.yaml'), 'in the other folder');
    await toBeCalled(onChange, 2);
  });

  it('happens where the system tells nothing, at the next reading', async () => {
    await mkdir(join(root, 'unwatched'));
    await writeFile(join(root, 'unwatched/d.yaml'), 'one');
    await symlink('../unwatched/d.yaml', join(root, 'watched/d.yaml'));
    const { onChange } = await watching(['watched'], 50);
    await writeFile(join(root, 'unwatched/d.yaml'), 'two');
    await toBeCalled(onChange, 1);
  });

  it('comes in pieces', async () => {
    const { onChange } = await watching(['watched'], NEVER_MS, 300);
    for (const content of ['t', 'th', 'thr', 'thre', 'three']) {
      await writeFile(join(root, 'watched/a.yaml'), content);
      await wait(100);
    }
    await toBeCalled(onChange, 1);
    await wait(700);
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});

describe('nobody is told', () => {
  it('when a file is saved as it was', async () => {
    const { onChange } = await watching();
    await writeFile(join(root, 'watched/a.yaml'), 'one');
    await settled();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('of the hidden files of editors', async () => {
    const { onChange } = await watching();
    await writeFile(join(root, 'watched/.a.yaml.swp'), 'half');
    await settled();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('of files beside the watched one', async () => {
    const { onChange } = await watching(['watched/a.yaml']);
    await writeFile(join(root, 'watched/b.yaml'), 'one');
    await settled();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('after it was stopped while a change settled', async () => {
    const { onChange } = await watching(['watched'], NEVER_MS, 200);
    await writeFile(join(root, 'watched/a.yaml'), 'two');
    await wait(300);
    stop();
    await wait(400);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('after it was stopped', async () => {
    const { onChange } = await watching();
    stop();
    await writeFile(join(root, 'watched/a.yaml'), 'two');
    await settled();
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('whoever is told', () => {
  it('is told of changes that come meanwhile afterwards, never two at a time', async () => {
    let running = 0;
    let most = 0;
    let calls = 0;
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    stop = await watchFiles({
      paths: [join(root, 'watched')],
      onError: () => {},
      settleMs: SETTLE_MS,
      pollMs: NEVER_MS,
      onChange: async () => {
        calls += 1;
        running += 1;
        most = Math.max(most, running);
        await held;
        running -= 1;
      },
    });
    await writeFile(join(root, 'watched/a.yaml'), 'two');
    await vi.waitFor(() => expect(running).toBe(1), { timeout: 10_000 });
    await writeFile(join(root, 'watched/a.yaml'), 'three');
    await settled();
    expect(calls).toBe(1);
    release();
    await vi.waitFor(() => expect(calls).toBe(2), { timeout: 10_000 });
    expect(most).toBe(1);
  });

  it('may fail, and is told of the next change all the same', async () => {
    const { onChange, onError } = await watching();
    const failure = new Error('no room');
    onChange.mockImplementationOnce(() => {
      throw failure;
    });
    await writeFile(join(root, 'watched/a.yaml'), 'two');
    await toBeCalled(onError, 1);
    expect(onError).toHaveBeenCalledWith(failure);
    await writeFile(join(root, 'watched/a.yaml'), 'three');
    await toBeCalled(onChange, 2);
  });
});
