/**
 * Builds the site into the folder that the jar is made of, if anything it is made of has changed:
 * installs what package-lock.json lists, then runs Vite. Run by Maven, so it must be quick when
 * there is nothing to do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(fileURLToPath(import.meta.url));
const target = join(web, '..', 'target');
const site = join(target, 'classes', 'latent', 'web', 'site', 'index.html');
const stamp = join(target, 'web.sha256');
const installed = join(web, 'node_modules', '.package-lock.sha256');

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dev')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    });
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update(path.slice(web.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

const holds = (path, text) => existsSync(path) && readFileSync(path, 'utf8') === text;

function run(command, ...options) {
  // npm is a script, which Windows starts through its shell alone.
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, options, { cwd: web, stdio: 'inherit', shell });
  if (status !== 0) {
    console.error(`${command} ${options.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

const sources = digest(files(web).sort());
if (holds(stamp, sources) && existsSync(site)) {
  process.exit(0);
}
const packages = digest([join(web, 'package-lock.json')]);
if (!holds(installed, packages)) {
  run('npm', 'ci', '--no-audit', '--no-fund');
  writeFileSync(installed, packages);
}
run('npm', 'run', '--silent', 'build:site');
mkdirSync(target, { recursive: true });
writeFileSync(stamp, sources);
