/**
 * Builds the site into the folder that the jar is made of, if anything it is made of has changed:
 * installs what package-lock.json lists, then runs Vite. `node build.js check` looks for type errors
 * and unformatted files instead. Run by Maven, so both must be quick when there is nothing to do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(fileURLToPath(import.meta.url));
const target = join(web, '..', 'target');
const site = join(target, 'classes', 'latent', 'web', 'site', 'index.html');
const built = join(target, 'web.sha256');
const checked = join(target, 'web-checked.sha256');
const installed = join(web, 'node_modules', '.package-lock.sha256');

function files(folder, ...without) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !without.includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path, ...without) : [path];
    })
    .sort();
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update(path.slice(web.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

const holds = (path, text) => existsSync(path) && readFileSync(path, 'utf8') === text;

/** Whether the page is there with all that it names; two builds at once may have left less. */
function isWhole() {
  return (
    existsSync(site) &&
    [...readFileSync(site, 'utf8').matchAll(/"\/?(assets\/[^"]+)"/g)].every(([, asset]) =>
      existsSync(join(dirname(site), asset)),
    )
  );
}

function run(command, ...options) {
  // npm is a script, which Windows starts through its shell alone.
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, options, { cwd: web, stdio: 'inherit', shell });
  if (status !== 0) {
    console.error(`${command} ${options.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

function install() {
  const packages = digest([join(web, 'package-lock.json')]);
  if (!holds(installed, packages)) {
    run('npm', 'ci', '--no-audit', '--no-fund');
    writeFileSync(installed, packages);
  }
}

function runUnlessDone(script, stamp, sources) {
  if (!holds(stamp, sources)) {
    install();
    run('npm', 'run', '--silent', script);
    mkdirSync(target, { recursive: true });
    writeFileSync(stamp, sources);
  }
}

if (process.argv[2] === 'check') {
  runUnlessDone('check', checked, digest(files(web)));
} else {
  if (!isWhole()) {
    rmSync(built, { force: true });
  }
  runUnlessDone('build:site', built, digest(files(web, 'dev')));
}
