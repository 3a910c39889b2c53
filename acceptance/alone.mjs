// Run in a network namespace of its own, where nothing but a bucket on loopback answers: the whole way of a photo, and
// what the kernel counted of attempts to reach anything else. Prints the counts.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { lookup } from 'node:dns/promises';
import { join } from 'node:path';
import { Bucket } from './bucket.mjs';
import { data, Library, sha256 } from './latent.mjs';

const [folder] = process.argv.slice(2);
const port = 47600;
const run = (program, ...words) => {
  const done = spawnSync(program, words, { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
};

/** Packets that had no way to go, and datagrams sent (a question to a name server is one). */
function attempts() {
  const table = {};
  const lines = readFileSync('/proc/net/snmp', 'utf8').trim().split('\n');
  for (let i = 0; i < lines.length; i += 2) {
    const [names, numbers] = [lines[i], lines[i + 1]].map((line) => line.split(/[ :]+/));
    names.slice(1).forEach((name, place) => (table[names[0] + name] = Number(numbers[place + 1])));
  }
  return { unreachable: table.IpOutNoRoutes, datagrams: table.UdpOutDatagrams };
}

const since = (before) => {
  const now = attempts();
  return { unreachable: now.unreachable - before.unreachable, datagrams: now.datagrams - before.datagrams };
};

run('ip', 'link', 'set', 'lo', 'up');
run(join(import.meta.dirname, 'ceph'), 'start', join(folder, 'ceph'), String(port));
try {
  const bucket = new Bucket(`http://127.0.0.1:${port}`, 'photos', 'acceptance', 'acceptance-secret');
  await bucket.make();
  const cloud = `s3://photos/library?endpoint=http://127.0.0.1:${port}&region=default&path-style=true`;
  const credentials = { AWS_ACCESS_KEY_ID: 'acceptance', AWS_SECRET_ACCESS_KEY: 'acceptance-secret' };
  const before = attempts();
  const library = new Library(join(folder, 'library'), undefined, credentials);
  library.ask(['init', '--cloud', cloud]);
  library.ask(['add', join(data, 'faces/family')]);
  const shift = library.ask(['shift', '--now', '--until-done']);
  assert.equal(shift.failed, 0);
  library.ask(['name', library.ask(['people'])[0].id, 'Rosalind']);
  assert.deepEqual(library.ask(['free']).kept, []);
  assert.deepEqual(library.ask(['verify', '--deep']).findings, []);
  const photo = library.ask(['photos'])[0];
  library.ask(['open', photo.photo, '-o', join(folder, 'opened')]);
  assert.equal(sha256(join(folder, 'opened')), photo.photo);
  const other = new Library(join(folder, 'other'), undefined, credentials);
  other.ask(['join', '--cloud', cloud]);
  assert.equal(other.ask(['photos']).length, shift.uploaded);
  const latent = since(before);

  // What would be counted if somebody tried: an address, and a name.
  const control = attempts();
  await new Promise((resolve) => connect(80, '192.0.2.1').on('error', resolve));
  await lookup('latent.invalid').catch(() => undefined);
  console.log(JSON.stringify({ latent, control: since(control) }));
} finally {
  spawnSync(join(import.meta.dirname, 'ceph'), ['stop', join(folder, 'ceph')]);
}
