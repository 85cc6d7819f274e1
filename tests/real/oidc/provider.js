// SPDX-License-Identifier: GPL-3.0-or-later
// oidc-provider as the tests want it: its clients, and a user who says yes, or no, without being asked.
import crypto from 'node:crypto';
import { Provider } from 'oidc-provider';
import addGrants from './grants.js';

const secret = 'a b/c+d%e:f&g=0123456789012345678901234567890';
const keys = JSON.parse(process.env.CLIENT_KEYS ?? '[]');
const keysOf = (type) => ({ jwks: { keys: keys.filter((key) => key.kty === type) } });

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

// The clients that prove themselves by the certificate in the PEM text (RFC 8705 2.1, 2.2).
function certified(pem) {
  const certificate = new crypto.X509Certificate(pem);
  const jwk = { ...certificate.publicKey.export({ format: 'jwk' }), use: 'sig', x5c: [certificate.raw.toString('base64')] };
  const byAuthority = { token_endpoint_auth_method: 'tls_client_auth',
                        tls_client_auth_subject_dn: certificate.subject };
  return [
    service('tls', 'tls_client_auth', byAuthority),
    service('tls-other', 'tls_client_auth', { ...byAuthority, tls_client_auth_subject_dn: 'CN=somebody else' }),
    service('tls-self', 'self_signed_tls_client_auth', { jwks: { keys: [jwk] } }),
    native('tls-bound', { ...byAuthority, tls_client_certificate_bound_access_tokens: true }),
  ];
}

const clients = () => [
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
  service('svc-key', 'private_key_jwt', keysOf('EC')),
  service('svc-rsa', 'private_key_jwt', { ...keysOf('RSA'), token_endpoint_auth_signing_alg: 'RS256' }),
  service('exchange', 'client_secret_basic',
          { client_secret: secret, grant_types: ['urn:ietf:params:oauth:grant-type:token-exchange'] }),
  service('assert', 'none', { ...keysOf('EC'), grant_types: ['urn:ietf:params:oauth:grant-type:jwt-bearer'] }),
];

// `tls`: the certificate of the clients that show one, and where such clients are served; or nothing.
export function makeProvider(issuer, tls) {
  const provider = new Provider(issuer, {
    clients: [...clients(), ...(tls ? certified(tls.certificate) : [])],
    scopes: ['openid', 'offline_access', 'read', 'write'],
    acrValues: ['mfa'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt',
                        'tls_client_auth', 'self_signed_tls_client_auth'],
    cookies: { keys: ['a key for tests'] },
    discovery: tls && { mtls_endpoint_aliases: {
      token_endpoint: `${tls.address}/token`,
      introspection_endpoint: `${tls.address}/token/introspection`,
      userinfo_endpoint: `${tls.address}/me`,
    } },
    ttl: { AccessToken: 60, AuthorizationCode: 60, ClientCredentials: 60, DeviceCode: 600, Grant: 3600, IdToken: 60,
           Interaction: 600, RefreshToken: 3600, Session: 3600 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      dPoP: { enabled: true, nonceSecret: crypto.randomBytes(32), requireNonce: () => true },
      introspection: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        selfSignedTlsClientAuth: true,
        tlsClientAuth: true,
        getCertificate: (ctx) => decodeURIComponent(ctx.get('x-client-certificate')) || undefined,
        certificateAuthorized: (ctx) => ctx.get('x-client-verified') === 'yes',
        certificateSubjectMatches: (ctx, _property, expected) =>
          new crypto.X509Certificate(decodeURIComponent(ctx.get('x-client-certificate'))).subject === expected,
      },
      pushedAuthorizationRequests: { enabled: true },
      revocation: { enabled: true },
    },
    interactions: { url: (_context, { uid }) => `${new URL(issuer).pathname.replace(/\/$/, '')}/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    pkce: { required: () => true },
  });
  addGrants(provider);
  provider.on('grant.error', (_context, error) => process.env.VERBOSE && console.error(error));
  return provider;
}

// Logs alice in, as strongly as she is asked to, and consents for her; or refuses.
export async function interact(provider, request, response, refuse) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (refuse) return provider.interactionFinished(request, response, { error: 'access_denied' });
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response,
                                        { login: { accountId: 'alice', acr: params.acr_values?.split(' ')[0] } });
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } },
                                      { mergeWithLastSubmission: true });
}

export async function approve(provider, userCode) {
  const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ''));
  const grant = new provider.Grant({ accountId: 'alice', clientId: code.clientId });
  grant.addOIDCScope(code.params.scope ?? 'openid');
  Object.assign(code, { accountId: 'alice', grantId: await grant.save(), scope: code.params.scope,
                        authTime: Math.floor(Date.now() / 1000) });
  await code.save(600);
}
