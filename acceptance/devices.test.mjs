// Three devices that share a library in a bucket of Ceph's RADOS gateway, over a network that comes and goes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { Bucket } from './bucket.mjs';
import { data, files, Library, sha256, workshop } from './latent.mjs';
import { Network } from './network.mjs';

const gateway = 47590;
const port = 47599;
const folder = workshop();
const ceph = (...words) => spawnSync(join(import.meta.dirname, 'ceph'), words, { encoding: 'utf8' });
const bucket = new Bucket(`http://127.0.0.1:${gateway}`, 'shared', 'acceptance', 'acceptance-secret');
const cloud = `s3://shared/library?endpoint=http://127.0.0.1:${port}&region=default&path-style=true`;
const credentials = { AWS_ACCESS_KEY_ID: 'acceptance', AWS_SECRET_ACCESS_KEY: 'acceptance-secret' };
const network = new Network();
const devices = ['first', 'second', 'third'].map((name) => new Library(join(folder, name), undefined, credentials));
const photos = files(join(data, 'faces/lfw')).sort().slice(0, 300);

/** A generator of random numbers below `limit` that repeats itself (Park and Miller, 1988). */
function random(seed) {
  let state = seed;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

test.before(async () => {
  const started = ceph('start', join(folder, 'ceph'), String(gateway));
  assert.equal(started.status, 0, started.stderr);
  await bucket.make();
  await network.start(port, gateway);
});

test.after(async () => {
  await network.stop();
  ceph('stop', join(folder, 'ceph'));
});

test('random work on three devices ends in one library', () => {
  const seed = Date.now() % 2147483647;
  console.log(`seed of three devices: ${seed}`);
  const pick = random(seed);
  const [first, ...others] = devices;
  first.ask(['init', '--cloud', cloud]);
  others.forEach((device) => device.ask(['join', '--cloud', cloud]));
  const waiting = [...photos];
  let analysed = 0;
  let facts = 0;
  let outages = 0;
  for (let step = 0; waiting.length > 0 || step < 40; step++) {
    const device = devices[pick(3)];
    const up = pick(4) > 0;
    network.set(up);
    outages += up ? 0 : 1;
    const choice = pick(5);
    if (choice === 0 && waiting.length > 0) {
      device.ask(['add', ...waiting.splice(0, 20 + pick(20))]);
    } else if (choice < 3) {
      facts += say(device, pick);
    } else {
      const shift = device.run('shift', '--now', '--json');
      assert.ok(shift.code === 0 || (!up && shift.code === 3), `${shift.code}: ${shift.err}`);
      if (shift.code === 0) {
        analysed += JSON.parse(shift.out).analysed;
      }
    }
  }
  network.set(true);
  for (let round = 0; round < 2; round++) {
    for (const device of devices) {
      device.ask(['shift', '--now']);
    }
  }
  console.log(`${photos.length} photos, ${facts} facts, ${outages} outages`);
  const [one, two, three] = devices.map((device) => ({
    photos: device.ask(['photos']).map((photo) => [photo.photo, photo.name, photo.taken, photo.faces]),
    people: device.ask(['people']),
    facts: device.ask(['facts']).map((fact) => [fact.fact, fact.undone]),
  }));
  assert.equal(one.photos.length, photos.length);
  assert.equal(one.facts.length, facts);
  assert.deepEqual(two, one);
  assert.deepEqual(three, one);
});

function say(device, pick) {
  const people = device.ask(['people']);
  if (people.length < 2) {
    return 0;
  }
  const person = people[pick(people.length)];
  switch (pick(3)) {
    case 0:
      device.ask(['name', person.id, `Name ${pick(8)}`]);
      return 1;
    case 1:
      device.ask(['not-a-face', device.ask(['faces', '--person', person.id])[0].face]);
      return 1;
    default:
      return device.run('undo').code === 0 ? 1 : 0;
  }
}

test('each original was sent once and read once, and none was fetched', () => {
  const moved = (reason) =>
    devices
      .flatMap((device) => device.ask(['ledger']))
      .filter((line) => line.reason === reason && line.objects > 0)
      .reduce((sum, line) => sum + line.objects, 0);
  assert.equal(moved('upload'), photos.length + 1, 'the originals and the key');
  assert.equal(moved('analyse') + moved('view'), 0);
  assert.equal(devices[0].ask(['status']).pending.analyse, 0);
});

test('the bucket shows nothing of it, and holds all of it', async () => {
  for (const name of await bucket.names()) {
    const bytes = await bucket.bytes(name);
    for (const secret of ['JFIF\0', 'Exif\0\0', 'Photoshop', 'Name ', 'retinaface']) {
      assert.ok(!bytes.includes(secret), `${secret} stands in ${name}`);
    }
  }
  assert.deepEqual(devices[1].ask(['verify', '--deep']).findings, []);
  const photo = devices[2].ask(['photos'])[0];
  const file = join(folder, 'opened');
  devices[2].ask(['open', photo.photo, '-o', file]);
  assert.equal(sha256(file), photo.photo);
});
