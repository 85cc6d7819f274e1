// SPDX-License-Identifier: GPL-3.0-or-later
// Two grants that oidc-provider leaves to its users: token exchange (RFC 8693) and JWT bearer (RFC 7523 2.1).
import { jwtVerify, createLocalJWKSet } from 'jose';
import { errors } from 'oidc-provider';

const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';

async function issue(provider, ctx, { audience, scope, issuedTokenType }) {
  const token = new provider.ClientCredentials({ client: ctx.oidc.client, scope });
  if (audience) token.setAudience(audience);
  const value = await token.save();
  ctx.body = { access_token: value, expires_in: token.expiration, token_type: token.tokenType, scope,
               issued_token_type: issuedTokenType };
}

async function exchange(provider, ctx) {
  const { subject_token: subject, subject_token_type: type, audience, scope } = ctx.oidc.params;
  if (type !== accessTokenType) throw new errors.InvalidRequest('only access tokens are exchanged');
  const found = (await provider.AccessToken.find(subject)) ?? (await provider.ClientCredentials.find(subject));
  if (!found || found.isExpired) throw new errors.InvalidRequest('the subject token is not good'); // 2.2.2
  if (audience === 'nowhere') throw new errors.InvalidTarget();
  await issue(provider, ctx, { audience, scope: scope ?? found.scope, issuedTokenType: accessTokenType });
}

async function bearer(provider, ctx) {
  const { client } = ctx.oidc;
  try {
    const { payload } = await jwtVerify(ctx.oidc.params.assertion, createLocalJWKSet(client.jwks), {
      issuer: client.clientId,
      audience: [provider.issuer, ctx.oidc.urlFor('token')],
      requiredClaims: ['sub', 'exp', 'jti'],
    });
    if (!await provider.ReplayDetection.unique(client.clientId, payload.jti, payload.exp)) throw new Error('replayed');
    await issue(provider, ctx, { scope: ctx.oidc.params.scope });
  } catch (error) {
    throw new errors.InvalidGrant(String(error));
  }
}

export default function addGrants(provider) {
  provider.registerGrantType('urn:ietf:params:oauth:grant-type:token-exchange', (ctx) => exchange(provider, ctx),
                             ['subject_token', 'subject_token_type', 'audience', 'scope']);
  provider.registerGrantType('urn:ietf:params:oauth:grant-type:jwt-bearer', (ctx) => bearer(provider, ctx),
                             ['assertion', 'scope']);
}
