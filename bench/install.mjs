import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs what the other gateways are made of, unless it is there as package-lock.json names it. */
export function installPeers() {
  if (isInstalled()) return;
  process.stderr.write('bench: installing the other gateways (about a minute, 700 MB) ...\n');
  const { status, stdout, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(
    `${stdout}${stderr}bench: \`npm ci\` failed in bench/: mend what stands above, then run this again.\n`,
  );
  process.exit(1);
}

function isInstalled() {
  const marker = `${folder}node_modules/.package-lock.json`;
  if (!existsSync(marker)) return false;
  const { packages: present } = JSON.parse(readFileSync(marker, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(`${folder}package-lock.json`, 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (Object.hasOwn(present, path) ? present[path].version === version : optional === true),
  );
}
