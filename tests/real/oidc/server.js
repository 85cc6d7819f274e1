// SPDX-License-Identifier: GPL-3.0-or-later
// oidc-provider behind a front that can fail: every path of two issuers, / and /tenant, the API of api.js, and
//   POST /__fault?kind=K   the next request to /token fails that way: reset (before the provider acts), drop (after it
//                          acted), rate429, http503, html200, wrongjson, truncated, slow_down, hang
//   POST /__hide?path=P    that path is not found any more
//   GET /__log             what /token heard and answered: [{grant, token, status, error, scope}]
//   GET /__seen            the queries that came to /auth
//   POST /__forget?token=T that access token is not known any more, and nothing else changes
//   POST /__approve?user_code=C, POST /__refuse   what the user decides
// With TLS_FOLDER (server.pem, server.key, clients.pem: their authority, client.pem) also served by TLS, to those who
// show a certificate. The login is done without asking. The first line printed is the port.
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import answerApi from './api.js';
import { approve, interact, makeProvider } from './provider.js';

const faults = [];
const hidden = new Set();
const log = [];
const seen = [];
let refuse = false;

const read = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

function note(body, status, answer) {
  const form = new URLSearchParams(body.toString());
  let error = '';
  try { error = JSON.parse(answer).error ?? ''; } catch { /* not JSON */ }
  log.push({ grant: form.get('grant_type'), token: form.get('refresh_token') ?? '', status, error,
             scope: form.get('scope') ?? '' });
}

// What the front says of the client's certificate, as reverse proxies do.
function certificateHeaders(socket) {
  const certificate = socket.getPeerX509Certificate?.();
  return { 'x-client-certificate': encodeURIComponent(certificate?.toString() ?? ''),
           'x-client-verified': socket.authorized ? 'yes' : 'no' };
}

function forward(port, request, body) {
  return new Promise((resolve, reject) => {
    const inner = http.request({ port, host: '127.0.0.1', method: request.method, path: request.url,
                                 headers: { ...request.headers, ...certificateHeaders(request.socket) } },
                               async (answer) =>
      resolve({ status: answer.statusCode, headers: answer.headers, body: await read(answer) }));
    inner.on('error', reject);
    inner.end(body);
  });
}

const beforeActing = {
  reset: (response) => response.socket.destroy(),
  hang: () => {},
  rate429: (response) => response.writeHead(429, { 'Retry-After': '1' }).end('slow down'),
  http503: (response) => response.writeHead(503).end('<html>busy</html>'),
  html200: (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>maintenance</html>'),
  wrongjson: (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('["no object"]'),
  slow_down: (response) =>
    response.writeHead(400, { 'Content-Type': 'application/json' }).end('{"error":"slow_down"}'),
};
const afterActing = {
  drop: (response) => response.socket.destroy(),
  truncated: (response, answer) => {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    response.write(answer.body.subarray(0, answer.body.length >> 1), () => response.socket.destroy());
  },
};

let root; // the provider of the issuer at /
let tenant; // and of the one at /tenant

function control(request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/__fault') faults.push(url.searchParams.get('kind'));
  if (url.pathname === '/__hide') hidden.add(url.searchParams.get('path'));
  if (url.pathname === '/__refuse') refuse = true;
  const deeds = {
    '/__approve': () => approve(root, url.searchParams.get('user_code')),
    '/__forget': async () => (await root.AccessToken.find(url.searchParams.get('token'))).destroy(),
  };
  const done = Promise.resolve(deeds[url.pathname]?.());
  const answer = { '/__log': log, '/__seen': seen }[url.pathname] ?? {};
  return done.then(() => response.end(JSON.stringify(answer)));
}

const inner = http.createServer((request, response) => {
  const ofTenant = request.url.startsWith('/tenant/');
  const provider = ofTenant ? tenant : root;
  if (ofTenant) { // mounted there
    request.originalUrl = request.url;
    request.url = request.url.slice('/tenant'.length);
  }
  if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
  return interact(provider, request, response, refuse)
    .catch((error) => response.writeHead(500).end(String(error)));
});

async function serve(request, response) {
  if (request.url.startsWith('/__')) return control(request, response);
  if (request.url.startsWith('/api/')) return answerApi(root, request, response);
  if (hidden.has(request.url)) return response.writeHead(404).end();
  // RFC 8414 3.1 puts the issuer's path behind; whoever mounts a provider has to see to that.
  request.url = request.url.replace(/^(\/\.well-known\/oauth-authorization-server)\/tenant$/, '/tenant$1');
  if (request.url.startsWith('/auth?')) seen.push(request.url.slice(6));
  const body = await read(request);
  const isToken = request.url === '/token';
  const fault = isToken ? faults.shift() : undefined;
  if (beforeActing[fault]) {
    note(body, 0, '');
    return beforeActing[fault](response);
  }
  const answer = await forward(inner.address().port, request, body);
  if (isToken) note(body, answer.status, answer.body);
  if (afterActing[fault]) return afterActing[fault](response, answer);
  return response.writeHead(answer.status, answer.headers).end(answer.body);
}

const listen = (server) => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${server.address().port}`));
});

async function tlsFront(folder) {
  const file = (name) => fs.readFileSync(path.join(folder, name));
  const server = https.createServer({ cert: file('server.pem'), key: file('server.key'), ca: file('clients.pem'),
                                      requestCert: true, rejectUnauthorized: false }, serve);
  return { certificate: file('client.pem'), address: `https://${await listen(server)}` };
}

const front = http.createServer(serve);
await listen(inner);
const address = await listen(front);
const tls = process.env.TLS_FOLDER ? await tlsFront(process.env.TLS_FOLDER) : undefined;
root = makeProvider(`http://${address}`, tls);
tenant = makeProvider(`http://${address}/tenant`);
console.log(front.address().port);
