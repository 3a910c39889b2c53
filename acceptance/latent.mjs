// Runs the program as a user would, and reads what it answers.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const data = process.env.DATA;
const program = join(import.meta.dirname, '..', 'latent');

/** A folder that is gone when the tests, and what they do at last, are over. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'latent-acceptance-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One library, spoken to through the command line. */
export class Library {
  constructor(folder, passphrase = 'correct horse battery staple', environment = {}) {
    this.folder = folder;
    this.environment = {
      ...process.env,
      LATENT_LIBRARY: folder,
      LATENT_PASSPHRASE: passphrase,
      ...environment,
    };
  }

  /** Runs a command; answers exit code, output and errors. */
  run(...words) {
    const done = spawnSync(program, words, {
      env: this.environment,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { code: done.status, out: done.stdout, err: done.stderr };
  }

  start(...words) {
    return spawn(program, words, { env: this.environment, stdio: 'ignore', detached: true });
  }

  /** Runs a command beside what else is done here; answers its exit code when it has ended. */
  ended(...words) {
    return new Promise((done, failed) => {
      const child = spawn(program, words, { env: this.environment, stdio: 'ignore' });
      child.on('error', failed);
      child.on('exit', (code) => done({ code }));
    });
  }

  /** Runs a command that must end with this exit code; answers its JSON document. */
  ask(words, code = 0) {
    const done = this.run(...words, '--json');
    if (done.code !== code) {
      throw new Error(`latent ${words.join(' ')} ended with ${done.code}: ${done.err}\n${done.out.slice(0, 2000)}`);
    }
    return JSON.parse(done.out);
  }

  /** Bytes under view and analyse: what no fact may move. */
  recalled() {
    return this.ask(['ledger'])
      .filter((line) => line.reason === 'view' || line.reason === 'analyse')
      .reduce((sum, line) => sum + line.bytes, 0);
  }
}

export function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** All files under a folder. */
export function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

export function bytesIn(folder) {
  return files(folder).reduce((sum, file) => sum + statSync(file).size, 0);
}
