// What every store must do (ObjectStoreContract), held against engines that run by themselves.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { Bucket } from './bucket.mjs';
import { workshop } from './latent.mjs';

const folder = workshop();
const project = join(import.meta.dirname, '..');
const javaHome = spawnSync(join(project, 'scripts', 'find-jdk'), { encoding: 'utf8' }).stdout.trim();
const secret = 'acceptance-secret';
const credentials = { AWS_ACCESS_KEY_ID: 'acceptance', AWS_SECRET_ACCESS_KEY: secret };
const engine = (name, ...words) => spawnSync(join(import.meta.dirname, name), words, { encoding: 'utf8' });

function assertKeepsTheContract(endpoint, region, except = '') {
  const address = `s3://photos?endpoint=${endpoint}&region=${region}&path-style=true`;
  const ran = spawnSync('mvn', ['-B', '-ntp', 'test', `-Dtest=EngineContract${except}`, `-Dlatent.engine=${address}`], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, JAVA_HOME: javaHome, ...credentials },
    maxBuffer: 1 << 28,
  });
  assert.equal(ran.status, 0, ran.stdout.split('\n').filter((line) => line.includes('ERROR')).join('\n'));
}

test("Ceph's RADOS gateway keeps the contract", async (context) => {
  const place = join(folder, 'ceph');
  context.after(() => engine('ceph', 'stop', place));
  const started = engine('ceph', 'start', place, '47680');
  assert.equal(started.status, 0, started.stderr);
  const endpoint = 'http://127.0.0.1:47680';
  await new Bucket(endpoint, 'photos', 'acceptance', secret).make();
  assertKeepsTheContract(endpoint, 'default');
});

// It removes the object of the same name when an upload in parts is given up, which no real engine does.
test("Adobe's S3Mock keeps the contract but for one clause", (context) => {
  const place = join(folder, 's3mock');
  context.after(() => engine('s3mock', 'stop', place));
  const started = engine('s3mock', 'start', place, '47690');
  assert.equal(started.status, 0, started.stderr);
  assertKeepsTheContract('http://127.0.0.1:47690', 'us-east-1', ',!EngineContract#aContentThatBreaks*');
});
