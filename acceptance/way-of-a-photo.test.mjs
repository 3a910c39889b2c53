// The way of a photo, end to end, on the labelled photos: nothing lost, nothing leaked, nothing moved by a fact.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'node:test';
import { bytesIn, data, files, Library, sha256, workshop } from './latent.mjs';

const sources = ['faces/caltech', 'faces/family', 'library_nasa'].map((folder) => join(data, folder));
const folder = workshop();
const cloud = join(folder, 'cloud');
const library = new Library(join(folder, 'library'));
const originals = new Map(sources.flatMap(files).map((file) => [sha256(file), file]));

test('a library is made and filled, and each original is in it once', () => {
  mkdirSync(cloud);
  const made = library.ask(['init', '--cloud', `file:${cloud}`, '--budget', '60MB']);
  assert.equal(made.library, library.folder);
  const added = library.ask(['add', ...sources]);
  assert.equal(added.added, originals.size);
  assert.equal(added.unreadable, 0);
  const again = library.ask(['add', ...sources]);
  assert.equal(again.added, 0);
  assert.deepEqual(
    library.ask(['photos']).map((photo) => photo.photo).sort(),
    [...originals.keys()].sort(),
  );
});

test('the night shift reads, uploads, groups and keeps the budget', () => {
  const shift = library.ask(['shift', '--now', '--until-done']);
  assert.equal(shift.analysed, originals.size);
  assert.equal(shift.uploaded, originals.size);
  assert.equal(shift.failed, 0);
  assert.deepEqual(shift.waiting, []);
  const status = library.ask(['status']);
  assert.deepEqual(status.pending, { analyse: 0, upload: 0, offload: 0 });
  assert.ok(status.deviceBytes <= 60e6, `${status.deviceBytes} bytes`);
  assert.ok(bytesIn(library.folder) <= 60e6, `${bytesIn(library.folder)} bytes on the disk`);
  assert.ok(status.originals.offloaded > 0);
});

test('the people of faces/caltech stand in as many albums, or close', () => {
  const labels = new Map(
    readFileSync(join(data, 'labels.csv'), 'utf8')
      .split('\n')
      .map((line) => line.split(','))
      .filter((cells) => cells[0].startsWith('faces/caltech/'))
      .map((cells) => [basename(cells[0]), cells[1]]),
  );
  const albumsOf = new Map();
  for (const face of library.ask(['faces'])) {
    const label = labels.get(face.name);
    if (face.person && label) {
      const albums = albumsOf.get(label) ?? new Map();
      albumsOf.set(label, albums.set(face.person, (albums.get(face.person) ?? 0) + 1));
    }
  }
  const home = [...albumsOf.values()].map((albums) => [...albums].sort((one, other) => other[1] - one[1])[0][0]);
  assert.equal(home.length, 16);
  assert.ok(new Set(home).size >= 15, `${new Set(home).size} albums for 16 people`);
});

test('twenty facts of all kinds move no photo', () => {
  assert.equal(library.run('free').code, 0);
  const before = library.recalled();
  const [first, second, third, fourth] = library.ask(['people']);
  const faces = library.ask(['faces', '--person', fourth.id]).map((face) => face.face);
  const photo = library.ask(['photos'])[0].photo;
  const said = [
    ['name', first.id, 'Ada'],
    ['name', second.id, 'Grace'],
    ['name', third.id, 'Hedy'],
    ['name', 'Hedy', 'Hedy L.'],
    ['merge', 'Ada', 'Grace'],
    ['undo'],
    ['name', fourth.id, 'Mary'],
    ['reject', faces[0], 'Mary'],
    ['confirm', faces[0], 'Mary'],
    ['split', 'Mary', faces[1], faces[2]],
    ['undo'],
    ['not-a-face', faces[3]],
    ['undo'],
    ['tag', photo, '0.1,0.1,0.2,0.2', 'Rosalind'],
    ['tag', photo, '0.6,0.1,0.2,0.2', 'Ada'],
    ['hide', 'Hedy L.'],
    ['undo'],
    ['confirm', faces[4], 'Mary'],
    ['reject', faces[5], 'Mary'],
    ['name', 'Grace', 'Grace H.'],
  ];
  for (const words of said) {
    const testimony = library.ask(words);
    assert.ok(testimony.milliseconds >= 0);
    assert.ok(Array.isArray(testimony.people));
  }
  assert.equal(library.recalled() - before, 0);
  const names = library.ask(['people']).map((person) => person.name);
  for (const name of ['Ada', 'Grace H.', 'Hedy L.', 'Mary', 'Rosalind']) {
    assert.ok(names.includes(name), `${name} is missing`);
  }
  assert.equal(library.ask(['facts']).length, said.length);
});

test('every offloaded photo opens byte for byte', () => {
  const offloaded = library.ask(['photos']).filter((photo) => photo.state === 'offloaded');
  assert.ok(offloaded.length > 300);
  const file = join(folder, 'opened');
  for (const photo of offloaded.filter((_, index) => index % 12 === 0)) {
    const opened = library.ask(['open', photo.photo, '-o', file]);
    assert.equal(opened.from, 'cloud');
    assert.equal(sha256(file), photo.photo);
    assert.equal(library.ask(['open', photo.photo, '-o', file]).from, 'device');
  }
  assert.deepEqual(library.ask(['verify', '--deep']).findings, []);
});

test('the bucket shows no picture, no name and no plain hash', () => {
  // None is so short that sealed bytes hold it by chance.
  const secrets = ['JFIF\0', 'Exif\0\0', 'Photoshop', 'Rosalind', 'Grace', 'image_0001', 'caltech', 'Expedition'];
  const names = files(cloud);
  for (const name of names) {
    const bytes = readFileSync(name);
    for (const secret of secrets) {
      assert.ok(!bytes.includes(secret), `${secret} stands in ${name}`);
    }
    assert.ok(!originals.has(basename(name)));
    assert.ok(!(bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff), `${name} is a JPEG`);
  }
  const listing = names.join('\n');
  for (const hash of originals.keys()) {
    assert.ok(!listing.includes(hash.slice(0, 16)), 'an object is called by a plain hash');
  }
});

test('a deleted catalog comes back from bucket and passphrase', () => {
  const people = library.ask(['people']).filter((person) => person.name);
  for (const file of files(library.folder).filter((name) => basename(name).startsWith('catalog.db'))) {
    rmSync(file);
  }
  library.ask(['join', '--cloud', `file:${cloud}`]);
  assert.equal(library.ask(['photos']).length, originals.size);
  const back = library.ask(['people']).filter((person) => person.name);
  assert.deepEqual(
    back.map(({ id, name, faces }) => ({ id, name, faces })),
    people.map(({ id, name, faces }) => ({ id, name, faces })),
  );
});

test('what goes wrong is said in one sentence, with its exit code', () => {
  const one = (done, code, words) => {
    assert.equal(done.code, code, done.err);
    assert.match(done.err, words);
    assert.ok(!done.err.includes('\tat '), done.err);
  };
  one(new Library(library.folder, 'wrong').run('verify'), 3, /passphrase/i);
  one(new Library(join(folder, 'nowhere')).run('status'), 3, /no library/);
  one(library.run('frobnicate'), 2, /frobnicate/);
  one(library.run('open', 'ffffffffffff', '-o', join(folder, 'x')), 2, /no photo/);
  const odd = join(folder, 'odd');
  mkdirSync(odd);
  writeFileSync(join(odd, 'empty.jpg'), '');
  writeFileSync(join(odd, 'broken.jpg'), Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]));
  writeFileSync(join(odd, 'notes.txt'), 'no photo');
  const added = library.ask(['add', odd, join(odd, 'missing.jpg')], 1);
  assert.deepEqual(
    added.items.map((item) => [basename(item.path), item.outcome]).sort(),
    [
      ['broken.jpg', 'unreadable'],
      ['empty.jpg', 'unreadable'],
      ['missing.jpg', 'unreadable'],
      ['notes.txt', 'skipped'],
    ],
  );
  const lost = new Library(join(folder, 'lost'));
  mkdirSync(join(folder, 'gone'));
  lost.ask(['init', '--cloud', `file:${join(folder, 'gone')}`]);
  rmSync(join(folder, 'gone'), { recursive: true });
  lost.ask(['add', join(data, 'faces/family')]);
  one(lost.run('shift', '--now'), 3, /store|cloud|folder/i);
  assert.equal(lost.ask(['photos']).length, files(join(data, 'faces/family')).length);
});

test('tampering is found and named, and repaired from what lies on the device', () => {
  for (const sealed of files(join(cloud, 'o'))) {
    const bytes = readFileSync(sealed);
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    chmodSync(sealed, 0o600);
    writeFileSync(sealed, bytes);
  }
  const here = library.ask(['photos']).filter(({ state }) => ['uploaded', 'cached'].includes(state));
  const away = library.ask(['photos']).filter(({ state }) => state === 'offloaded');
  const { findings } = library.ask(['verify', '--deep'], 4);
  const named = (repaired) => findings.filter((each) => each.repaired === repaired).map(({ photo }) => photo);
  assert.deepEqual(named(true).sort(), here.map(({ photo }) => photo).sort());
  assert.deepEqual(named(false).sort(), away.map(({ photo }) => photo).sort());
  findings.forEach(({ sentence }) => assert.match(sentence, /changed/));
  assert.equal(library.run('open', away[0].photo, '-o', join(folder, 'tampered')).code, 4);
  assert.equal(library.ask(['verify', '--deep'], 4).findings.length, away.length);
});
