// SPDX-License-Identifier: GPL-3.0-or-later
// One of the other clients, with its defaults: `node peers.js LIBRARY URL COUNT CONCURRENCY [PER_SECOND]`. Prints one
// JSON object: ok, blocked (429 and 503 seen), seconds. Gives up after 90 s.
import axios from 'axios';
import axiosRetry from 'axios-retry';
import Bottleneck from 'bottleneck';
import got from 'got';
import pRetry from 'p-retry';

const [library, url, count, concurrency, perSecond] = process.argv.slice(2);
let blocked = 0;
let ok = 0;
const note = (status) => {
  if (status === 200) ok += 1;
  else blocked += 1;
};
const once = async () => {
  const response = await fetch(url);
  await response.arrayBuffer();
  note(response.status);
  if (response.status !== 200) throw new Error(`status ${response.status}`);
};

const clients = {
  got: () => {
    const client = got.extend({
      hooks: { beforeRetry: [(error) => error.response && note(error.response.statusCode)] },
    });
    return async () => note((await client(url, { throwHttpErrors: true })).statusCode);
  },
  'axios-retry': () => {
    const client = axios.create();
    axiosRetry(client, { onRetry: (times, error) => error.response && note(error.response.status) });
    return async () => note((await client.get(url)).status);
  },
  'p-retry': () => () => pRetry(once),
  // Told what the others have to find out: 50 in 5 seconds, or so many a second.
  bottleneck: () => {
    const limiter = new Bottleneck(
      perSecond
        ? { minTime: 1000 / Number(perSecond) }
        : { reservoir: 50, reservoirRefreshAmount: 50, reservoirRefreshInterval: 5000 });
    limiter.on('failed', (error, { retryCount }) => (retryCount < 10 ? 1000 : undefined));
    return () => limiter.schedule(once);
  },
};

const send = clients[library]();
const from = performance.now();
const finish = () => {
  console.log(JSON.stringify({ ok, blocked, seconds: (performance.now() - from) / 1000 }));
  process.exit(0);
};
setTimeout(finish, 90_000);
let left = Number(count);
const worker = async () => {
  while (left > 0) {
    left -= 1;
    try {
      await send();
    } catch (error) {
      if (error.response && library !== 'p-retry') note(error.response.statusCode ?? error.response.status);
    }
  }
};
await Promise.all(Array.from({ length: Number(concurrency) }, worker));
finish();
