// Nobody but the bucket is ever asked for anything.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { workshop } from './latent.mjs';

const folder = workshop();

test('where only the bucket answers everything works, and nothing else is asked', () => {
  const words = ['-n', process.execPath, join(import.meta.dirname, 'alone.mjs'), folder];
  const done = spawnSync('unshare', words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(done.status, 0, done.stderr);
  const counts = JSON.parse(done.stdout.trim().split('\n').at(-1));
  console.log(done.stdout.trim());
  assert.deepEqual(counts.latent, { unreachable: 0, datagrams: 0 });
  assert.ok(counts.control.unreachable + counts.control.datagrams > 1, 'the kernel counts such attempts');
});
