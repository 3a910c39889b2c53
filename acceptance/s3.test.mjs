// The same way with a real S3 engine as the cloud: Ceph's RADOS gateway.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'node:test';
import { Bucket } from './bucket.mjs';
import { data, files, Library, sha256, workshop } from './latent.mjs';

const port = 47580;
const endpoint = `http://127.0.0.1:${port}`;
const folder = workshop();
const ceph = (...words) => spawnSync(join(import.meta.dirname, 'ceph'), words, { encoding: 'utf8' });
const bucket = new Bucket(endpoint, 'photos', 'acceptance', 'acceptance-secret');
const cloud = (name) => `s3://${name}/library?endpoint=${endpoint}&region=default&path-style=true`;
const credentials = { AWS_ACCESS_KEY_ID: 'acceptance', AWS_SECRET_ACCESS_KEY: 'acceptance-secret' };
const library = new Library(join(folder, 'library'), undefined, credentials);
const sources = ['faces/family', 'library_nasa'].map((name) => join(data, name));
const originals = new Map(sources.flatMap(files).map((file) => [sha256(file), file]));

test.before(async () => {
  const started = ceph('start', join(folder, 'ceph'), String(port));
  assert.equal(started.status, 0, started.stderr);
  await bucket.make();
});

test.after(() => ceph('stop', join(folder, 'ceph')));

test('a bucket that is missing or refuses is named', () => {
  const missing = library.run('init', '--cloud', cloud('elsewhere'));
  assert.equal(missing.code, 3);
  assert.match(missing.err, /no bucket elsewhere/);
  const wrong = { ...credentials, AWS_SECRET_ACCESS_KEY: 'another' };
  const refused = new Library(join(folder, 'refused'), undefined, wrong).run('init', '--cloud', cloud('photos'));
  assert.equal(refused.code, 3);
  assert.match(refused.err, /refuses/);
});

test('photos are read, sealed, stored and offloaded', () => {
  library.ask(['init', '--cloud', cloud('photos')]);
  assert.equal(library.ask(['add', ...sources]).added, originals.size);
  const shift = library.ask(['shift', '--now', '--until-done']);
  assert.deepEqual([shift.analysed, shift.uploaded, shift.failed], [originals.size, originals.size, 0]);
  const freed = library.ask(['free']);
  assert.deepEqual([freed.offloaded, freed.kept], [originals.size, []]);
  assert.deepEqual(library.ask(['verify', '--deep']).findings, []);
});

test('each comes back byte for byte', () => {
  const file = join(folder, 'opened');
  for (const photo of library.ask(['photos']).filter((_, index) => index % 10 === 0)) {
    assert.equal(photo.state, 'offloaded');
    assert.equal(library.ask(['open', photo.photo, '-o', file]).from, 'cloud');
    assert.equal(sha256(file), photo.photo);
  }
});

test('whoever holds the bucket sees no picture, no name and no plain hash', async () => {
  const [person] = library.ask(['people']);
  library.ask(['name', person.id, 'Rosalind']);
  library.ask(['shift', '--now']);
  const names = await bucket.names();
  assert.ok(names.length >= 3 * originals.size);
  const listing = names.join('\n');
  for (const hash of originals.keys()) {
    assert.ok(!listing.includes(hash.slice(0, 16)), 'an object is called by a plain hash');
  }
  for (const name of names) {
    const bytes = await bucket.bytes(name);
    for (const secret of ['JFIF\0', 'Exif\0\0', 'Photoshop', 'Rosalind', 'Expedition']) {
      assert.ok(!bytes.includes(secret), `${secret} stands in ${name}`);
    }
  }
});

test('another device joins from bucket and passphrase alone', () => {
  const other = new Library(join(folder, 'other'), undefined, credentials);
  other.ask(['join', '--cloud', cloud('photos')]);
  assert.equal(other.ask(['photos']).length, originals.size);
  assert.deepEqual(
    other.ask(['people']).filter((person) => person.name).map((person) => person.name),
    ['Rosalind'],
  );
  assert.equal(other.recalled(), 0);
});

test('without the gateway each command says so, and nothing is lost', () => {
  ceph('stop', join(folder, 'ceph'));
  const photo = library.ask(['photos']).find((each) => each.state === 'offloaded');
  const opened = library.run('open', photo.photo, '-o', join(folder, basename(photo.photo)));
  assert.equal(opened.code, 3);
  assert.match(opened.err, /doesn't answer/);
  rmSync(join(folder, 'opened'));
  assert.equal(library.ask(['photos']).length, originals.size);
});
