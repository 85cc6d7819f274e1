// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP/2 server on loopback that gives away all it was sent. usage: node h2.mjs FILE-WITH-KEY-AND-CERTIFICATE
import fs from 'node:fs';
import http2 from 'node:http2';

const pem = fs.readFileSync(process.argv[2]);
const server = http2.createSecureServer({ key: pem, cert: pem });
server.on('stream', (stream, headers) => {
  let body = '';
  stream.on('data', (piece) => (body += piece));
  stream.on('error', () => {});
  stream.on('end', () => {
    const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')));
    const told = JSON.stringify({ url: headers[':path'], headers: sent, body });
    if (headers[':path'].startsWith('/reset')) return stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
    stream.respond({ ':status': 403, 'content-type': 'application/json', 'x-echo': told }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-trailer': told }));
    stream.end(told);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
