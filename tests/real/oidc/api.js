// SPDX-License-Identifier: GPL-3.0-or-later
// An API behind the provider's tokens: /api/read, /api/write (needs that scope), /api/transfer (needs a login by "mfa").
const refusals = {
  missing: [401, 'Bearer realm="api"'],
  bad: [401, 'Bearer realm="api", error="invalid_token"'],
  write: [403, 'Bearer realm="api", error="insufficient_scope", scope="write"'],
  transfer: [401, 'Bearer realm="api", error="insufficient_user_authentication", acr_values="mfa", max_age="60"'],
};

async function refusalOf(provider, what, authorization) {
  if (!authorization) return 'missing';
  const token = await provider.AccessToken.find(authorization.split(' ')[1]);
  if (!token || token.isExpired) return 'bad';
  if (what === 'write' && !token.scopes.has('write')) return 'write';
  const session = what === 'transfer' && await provider.Session.findByUid(token.sessionUid);
  return what === 'transfer' && session?.acr !== 'mfa' ? 'transfer' : '';
}

export default async function answerApi(provider, request, response) {
  const refusal = await refusalOf(provider, request.url.split('/')[2], request.headers.authorization);
  if (!refusal) return response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}');
  const [status, challenge] = refusals[refusal];
  return response.writeHead(status, { 'WWW-Authenticate': challenge }).end();
}
