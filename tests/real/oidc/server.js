// SPDX-License-Identifier: GPL-3.0-or-later
// oidc-provider behind a front that can fail: every path of the provider, and
//   POST /__fault?kind=K   the next request to /token fails that way: reset (before the provider acts), drop (after it
//                          acted), rate429, http503, html200, wrongjson, truncated, slow_down, hang
//   GET /__log             what /token heard and answered: [{grant, token, status, error}]
//   POST /__approve?user_code=C, POST /__refuse   what the user decides
// The login is done without asking. The first line printed is the port.
import crypto from 'node:crypto';
import http from 'node:http';
import { Provider } from 'oidc-provider';

const faults = [];
const log = [];
let refuse = false;

const read = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const native = (id, more = {}) => ({
  client_id: id,
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
  ...more,
});
const service = (id, method, more = {}) => ({
  client_id: id,
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
  token_endpoint_auth_method: method,
  ...more,
});
const secret = 'a b/c+d%e:f&g=0123456789012345678901234567890';

function makeProvider(issuer) {
  const provider = new Provider(issuer, {
    clients: [
      native('native'),
      native('native-dpop', { dpop_bound_access_tokens: true }),
      native('native-par', { require_pushed_authorization_requests: true }),
      native('conf', { token_endpoint_auth_method: 'client_secret_basic', client_secret: secret }),
      {
        ...native('device'),
        redirect_uris: [],
        response_types: [],
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      },
      service('svc', 'client_secret_basic', { client_secret: secret }),
      service('svc-post', 'client_secret_post', { client_secret: secret }),
      service('svc-jwt', 'client_secret_jwt', { client_secret: secret }),
      service('svc-key', 'private_key_jwt', { jwks: { keys: JSON.parse(process.env.CLIENT_KEYS ?? '[]') } }),
    ],
    scopes: ['openid', 'offline_access', 'read'],
    cookies: { keys: ['a key for tests'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, ClientCredentials: 60, DeviceCode: 600, Grant: 3600, IdToken: 60,
           Interaction: 600, RefreshToken: 3600, Session: 3600 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      dPoP: { enabled: true, nonceSecret: crypto.randomBytes(32), requireNonce: () => true },
      introspection: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      revocation: { enabled: true },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    pkce: { required: () => true },
  });
  provider.on('grant.error', (_context, error) => process.env.VERBOSE && console.error(error));
  return provider;
}

// Logs alice in and consents for her, or refuses.
async function interact(provider, request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (refuse) return provider.interactionFinished(request, response, { error: 'access_denied' });
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: 'alice' } });
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } },
                                      { mergeWithLastSubmission: true });
}

async function approve(provider, userCode) {
  const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ''));
  const grant = new provider.Grant({ accountId: 'alice', clientId: code.clientId });
  grant.addOIDCScope(code.params.scope ?? 'openid');
  Object.assign(code, { accountId: 'alice', grantId: await grant.save(), scope: code.params.scope,
                        authTime: Math.floor(Date.now() / 1000) });
  await code.save(600);
}

function note(body, status, answer) {
  const form = new URLSearchParams(body.toString());
  let error = '';
  try { error = JSON.parse(answer).error ?? ''; } catch { /* not JSON */ }
  log.push({ grant: form.get('grant_type'), token: form.get('refresh_token') ?? '', status, error });
}

function forward(port, request, body) {
  return new Promise((resolve, reject) => {
    const inner = http.request({ port, host: '127.0.0.1', method: request.method, path: request.url,
                                 headers: request.headers }, async (answer) =>
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

function control(provider, request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/__fault') faults.push(url.searchParams.get('kind'));
  if (url.pathname === '/__refuse') refuse = true;
  const done = url.pathname === '/__approve' ? approve(provider, url.searchParams.get('user_code')) : Promise.resolve();
  return done.then(() => response.end(url.pathname === '/__log' ? JSON.stringify(log) : '{}'));
}

const inner = http.createServer();
const front = http.createServer(async (request, response) => {
  if (request.url.startsWith('/__')) return control(front.provider, request, response);
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
});

front.listen(0, '127.0.0.1', () => {
  const provider = makeProvider(`http://127.0.0.1:${front.address().port}`);
  front.provider = provider;
  const handle = provider.callback();
  inner.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return handle(request, response);
    return interact(provider, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  inner.listen(0, '127.0.0.1', () => console.log(front.address().port));
});
