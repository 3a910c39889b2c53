// Other models on a library whose originals are all away: names stay, nearly no original is fetched, none touches the disk.
import assert from 'node:assert/strict';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { data, files, Library, sha256, workshop } from './latent.mjs';

const sources = ['faces/caltech', 'faces/family', 'faces/groups_voc', 'library_nasa'].map((name) => join(data, name));
const folder = workshop();
const library = new Library(join(folder, 'library'));
const model = (name) => join(import.meta.dirname, '..', 'models', `${name}.json`);

/** Bytes that came down under these reasons. */
const down = (where, ...reasons) =>
  where
    .ask(['ledger'])
    .filter(({ direction, reason }) => direction === 'down' && reasons.includes(reason))
    .reduce((sum, { bytes }) => sum + bytes, 0);

const named = () =>
  library
    .ask(['people'])
    .filter(({ name }) => name)
    .map(({ id, name }) => `${id} ${name}`)
    .sort();

const inUse = (where, role) => {
  const found = where.ask(['models']).find((each) => each.role === role && each.state === 'in use');
  return `${found.name} ${found.version}`;
};

/** A library filled and read by its models, whose originals are away. */
function filled(where, cloud) {
  mkdirSync(join(folder, cloud));
  where.ask(['init', '--cloud', `file:${join(folder, cloud)}`, '--budget', '2GB']);
  return where;
}

let names;

test('a library is read, named and offloaded', () => {
  filled(library, 'cloud').ask(['add', ...sources]);
  library.ask(['shift', '--now', '--until-done']);
  const large = library
    .ask(['people'])
    .sort((one, other) => other.faces - one.faces)
    .slice(0, 20);
  large.forEach(({ id }, number) => library.ask(['name', id, `Person ${number}`]));
  library.ask(['free', '100GB']);
  assert.equal(library.ask(['status']).originals.onDevice, 0);
  names = named();
  assert.equal(names.length, 20);
});

test('a new embedder needs no byte of an original, and loses no name', () => {
  const before = down(library, 'view', 'analyse', 'preview');
  library.ask(['models', '--use', model('faceplugin-fr-feature-mirrored')]);
  assert.equal(inUse(library, 'embedder'), 'faceplugin-fr-feature 1');
  assert.deepEqual(named(), names);
  const shift = library.ask(['shift', '--now', '--until-done']);
  assert.equal(shift.failed, 0);
  assert.equal(inUse(library, 'embedder'), 'faceplugin-fr-feature 1-mirrored');
  assert.deepEqual(named(), names);
  assert.equal(down(library, 'view', 'analyse', 'preview'), before);
  for (const each of library.ask(['models'])) {
    assert.equal(each.photosPending, 0);
    assert.equal(each.bytesNeeded, 0);
  }
  assert.deepEqual(library.ask(['status']).pending, { analyse: 0, upload: 0, offload: 0 });
});

test('it is taken back at once', () => {
  library.ask(['models', '--use', model('faceplugin-fr-feature')]);
  assert.equal(inUse(library, 'embedder'), 'faceplugin-fr-feature 1');
  assert.deepEqual(named(), names);
});

/** How much two boxes share, intersection over union. */
function overlap([ax, ay, aw, ah], [bx, by, bw, bh]) {
  const across = Math.max(0, Math.min(ax + aw, bx + bw) - Math.max(ax, bx));
  const along = Math.max(0, Math.min(ay + ah, by + bh) - Math.max(ay, by));
  const shared = across * along;
  return shared / (aw * ah + bw * bh - shared);
}

test('a new detector finds 99 of 100 faces for less than a twentieth of the bytes', () => {
  const reference = filled(new Library(join(folder, 'reference')), 'reference-cloud');
  reference.ask(['models', '--use', model('retinaface-mnet25-v1')]);
  reference.ask(['add', ...sources]);
  reference.ask(['shift', '--now', '--until-done']);
  assert.equal(inUse(reference, 'detector'), 'retinaface-mnet25 1');

  const before = down(library, 'view', 'analyse');
  library.ask(['models', '--use', model('retinaface-mnet25-v1')]);
  library.ask(['shift', '--now', '--until-done']);
  assert.equal(inUse(library, 'detector'), 'retinaface-mnet25 1');
  assert.deepEqual(named(), names);
  const bytes = sources.flatMap(files).reduce((sum, file) => sum + readFileSync(file).length, 0);
  const fetched = down(library, 'view', 'analyse') - before;
  const found = new Map();
  for (const face of library.ask(['faces'])) {
    found.set(face.photo, [...(found.get(face.photo) ?? []), face]);
  }
  const wanted = reference.ask(['faces']);
  const seen = wanted.filter(({ photo, box }) =>
    (found.get(photo) ?? []).some((face) => overlap(face.box, box) > 0.35),
  ).length;
  console.log(`${seen} of ${wanted.length} faces for ${fetched} of ${bytes} bytes`);
  assert.ok(fetched < 0.05 * bytes, `${fetched} of ${bytes} bytes were fetched`);
  assert.ok(seen >= 0.99 * wanted.length, `${seen} of ${wanted.length} faces were found`);
});

test('an original that is fetched to be read never touches the disk', async () => {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const apart = new Library(join(folder, 'apart'), undefined, {
    JAVA_TOOL_OPTIONS: `-Djava.io.tmpdir=${temporary}`,
  });
  const photos = files(join(data, 'library_nasa'));
  filled(apart, 'apart-cloud').ask(['add', ...photos]);
  apart.ask(['shift', '--now', '--until-done']);
  apart.ask(['free', '100GB']);
  for (const place of [join(folder, 'apart-cloud', 'p'), join(apart.folder, 'previews')]) {
    rmSync(place, { recursive: true });
  }
  const seen = new Set();
  const pictures = [];
  const watchers = [apart.folder, temporary].map((place) =>
    watch(place, { recursive: true }, (_, name) => {
      seen.add(name);
      if (beginsLikeAPicture(join(place, name))) {
        pictures.push(name);
      }
    }),
  );
  apart.ask(['models', '--use', model('retinaface-mnet25-v1')]);
  const { code } = await apart.ended('shift', '--now', '--until-done');
  await setTimeout(500);
  watchers.forEach((watcher) => watcher.close());
  assert.equal(code, 0);
  assert.equal(inUse(apart, 'detector'), 'retinaface-mnet25 1');
  const bytes = photos.reduce((sum, photo) => sum + readFileSync(photo).length, 0);
  assert.ok(down(apart, 'analyse') >= bytes, 'every original was fetched');
  assert.ok(seen.has('catalog.db-wal'), 'the watchers see what is written');
  assert.deepEqual(pictures, []);
  const originals = new Set(photos.map(sha256));
  assert.ok(![...files(apart.folder), ...files(temporary)].some((file) => originals.has(sha256(file))));
});

/** A file that is there and begins as JPEGs do. */
function beginsLikeAPicture(file) {
  try {
    const descriptor = openSync(file);
    const beginning = Buffer.alloc(2);
    readSync(descriptor, beginning);
    closeSync(descriptor);
    return beginning.equals(Buffer.from([0xff, 0xd8]));
  } catch {
    return false; // It is gone again, or a folder.
  }
}
