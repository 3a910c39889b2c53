// Serves a library for some minutes while photos arrive and pages are asked for, and tells what memory it takes: the heap after a
// collection, and all that the process has in memory. Usage: node acceptance/steady.mjs [MINUTES] [PHOTOS A ROUND]
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Library, workshop } from './latent.mjs';

const minutes = Number(process.argv[2] ?? 5);
const aRound = Number(process.argv[3] ?? 8);
const folder = workshop();
const library = new Library(join(folder, 'library'));
library.ask(['init', '--cloud', `file:${join(folder, 'cloud')}`, '--budget', '20MB']);
const inbox = join(folder, 'inbox');
mkdirSync(inbox);
library.ask(['watch', inbox, '--move']);
library.ask(['policy', 'power', 'any']);
library.ask(['policy', 'idle-for', 'off']);
library.ask(['policy', 'temperature-below', 'off']);
library.ask(['policy', 'disk-above', 'off']);

const samples = join(import.meta.dirname, '..', 'samples');
const pictures = readdirSync(samples).map((name) => join(samples, name));
const serve = spawn(join(import.meta.dirname, '..', 'latent'), ['serve', '--port', '0'], {
  env: library.environment,
  stdio: ['ignore', 'pipe', 'ignore'],
});
process.on('exit', () => serve.kill('SIGKILL'));
const address = await new Promise((found) => {
  serve.stdout.on('data', (said) => {
    const match = String(said).match(/http:\/\/\S+/);
    if (match) found(match[0]);
  });
});

async function ask(path) {
  const answer = await fetch(address + path);
  const body = await answer.arrayBuffer();
  return { status: answer.status, text: () => Buffer.from(body).toString() };
}

async function figure(name) {
  const line = (await ask('metrics')).text().split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
}

/** Megabytes: the heap after a whole collection, and the resident set. */
function memory() {
  execFileSync('jcmd', [String(serve.pid), 'GC.run']);
  const info = String(execFileSync('jcmd', [String(serve.pid), 'GC.heap_info']));
  const used = [...info.matchAll(/^\s*(?:DefNew|Tenured|def new|tenured).*?, used (\d+)K/gm)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
  const status = readFileSync(`/proc/${serve.pid}/status`, 'utf8');
  return { heap: used / 1024, resident: Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1024 };
}

let arrived = 0;
let asked = 0;
let minute = 0;
const begin = Date.now();
console.log('minute  photos  requests  heap MB  resident MB  readers');
while (Date.now() - begin < minutes * 60_000) {
  for (let i = 0; i < aRound; i++, arrived++) {
    const part = join(inbox, `${arrived}.jpg.part`);
    copyFileSync(pictures[arrived % pictures.length], part);
    appendFileSync(part, randomBytes(16));
    execFileSync('mv', [part, part.slice(0, -5)]);
  }
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    const photos = JSON.parse((await ask('api/photos')).text());
    const some = (Array.isArray(photos) ? photos : (photos.photos ?? [])).slice(0, 20);
    for (const photo of some) {
      await ask(`api/photos/${photo.photo}/thumbnail`);
      await ask(`api/photos/${photo.photo}`);
    }
    await ask('api/people');
    await ask('api/status');
    const page = new AbortController();
    const events = await fetch(`${address}api/events`, { signal: page.signal });
    await events.body.getReader().read();
    page.abort();
    asked += 3 + 2 * some.length;
    await new Promise((done) => setTimeout(done, 100));
  }
  if (Date.now() - begin >= minute * 60_000) {
    const now = memory();
    const row = [
      ((Date.now() - begin) / 60_000).toFixed(1),
      await figure('latent_photos'),
      asked,
      now.heap.toFixed(1),
      now.resident.toFixed(0),
      await figure('latent_readers'),
    ];
    console.log(row.join('  '));
    minute++;
  }
}
const ended = new Promise((done) => serve.on('exit', (code) => done(code)));
const told = Date.now();
serve.kill('SIGTERM');
console.log(`exit code ${await ended} after ${Date.now() - told} ms`);
