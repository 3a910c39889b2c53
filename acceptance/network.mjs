// A network between the devices and their bucket that can be taken away: connections are passed on, or broken.
import { connect, createServer } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export class Network {
  #worker;
  #up = new Int32Array(new SharedArrayBuffer(4));

  /** Passes connections to `port` on to `target`, both on loopback, from a thread of its own. */
  async start(port, target) {
    this.#up[0] = 1;
    this.#worker = new Worker(new URL(import.meta.url), { workerData: { port, target, up: this.#up } });
    await new Promise((resolve) => this.#worker.once('message', resolve));
  }

  /** From now on connections are passed on, or not; those that are open break soon. */
  set(up) {
    Atomics.store(this.#up, 0, up ? 1 : 0);
  }

  async stop() {
    await this.#worker.terminate();
  }
}

if (!isMainThread) {
  const { port, target, up } = workerData;
  const open = new Set();
  const isUp = () => Atomics.load(up, 0) === 1;
  const server = createServer((from) => {
    if (!isUp()) {
      from.destroy();
      return;
    }
    const to = connect(target, '127.0.0.1');
    for (const [one, other] of [[from, to], [to, from]]) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  setInterval(() => isUp() || open.forEach((socket) => socket.destroy()), 50);
  server.listen(port, '127.0.0.1', () => parentPort.postMessage('ready'));
}
