// A bucket as its holder sees it: made, listed and read with nothing but signed requests (AWS Signature Version 4).
import { createHash, createHmac } from 'node:crypto';

const digest = (text) => createHash('sha256').update(text).digest('hex');
const mac = (key, text) => createHmac('sha256', key).update(text).digest();

export class Bucket {
  constructor(endpoint, name, accessKey, secret) {
    Object.assign(this, { endpoint, name, accessKey, secret });
  }

  make() {
    return this.#ask('PUT', '');
  }

  /** The names of all objects. */
  async names() {
    const names = [];
    let after = '';
    for (;;) {
      const page = await (await this.#ask('GET', '', { 'list-type': '2', 'start-after': after })).text();
      const found = [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1]);
      if (found.length === 0) {
        return names;
      }
      names.push(...found);
      after = found.at(-1);
    }
  }

  async bytes(object) {
    return Buffer.from(await (await this.#ask('GET', object)).arrayBuffer());
  }

  async #ask(method, object, query = {}) {
    const path = ['', this.name, ...object.split('/').filter(Boolean)].map(encodeURIComponent).join('/');
    const asked = Object.keys(query)
      .sort()
      .map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(query[key])}`)
      .join('&');
    const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${time.slice(0, 8)}/default/s3/aws4_request`;
    const headers = { host: new URL(this.endpoint).host, 'x-amz-content-sha256': digest(''), 'x-amz-date': time };
    const signed = Object.keys(headers).join(';');
    const lines = Object.entries(headers).map(([key, value]) => `${key}:${value}\n`);
    const request = [method, path, asked, lines.join(''), signed, digest('')].join('\n');
    const key = scope.split('/').reduce(mac, `AWS4${this.secret}`);
    const signature = mac(key, ['AWS4-HMAC-SHA256', time, scope, digest(request)].join('\n')).toString('hex');
    headers.authorization =
      `AWS4-HMAC-SHA256 Credential=${this.accessKey}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
    const send = () => fetch(`${this.endpoint}${path}${asked ? `?${asked}` : ''}`, { method, headers });
    // The gateway may have closed a connection that was kept while the test was waiting.
    const answer = await send().catch(send);
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer;
  }
}
