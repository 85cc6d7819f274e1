// SPDX-License-Identifier: GPL-3.0-or-later
// express-rate-limit, 50 requests in 5 seconds, in each of its header dialects; /quiet/… sends no Retry-After with its
// blocks. An answer takes 10 ms. Every run (the first part of the path) has its own windows, which begin with its first
// request.
import express from 'express';
import { rateLimit } from 'express-rate-limit';

const dialects = {
  'draft-6': { standardHeaders: 'draft-6', legacyHeaders: false },
  'draft-7': { standardHeaders: 'draft-7', legacyHeaders: false },
  'draft-8': { standardHeaders: 'draft-8', legacyHeaders: false },
  legacy: { standardHeaders: false, legacyHeaders: true },
};
const app = express();
for (const [dialect, headers] of Object.entries(dialects)) {
  for (const quiet of [false, true]) {
    const handler = (request, response) => {
      if (quiet) response.removeHeader('Retry-After');
      response.status(429).send('Too many requests');
    };
    const limiter = rateLimit({ windowMs: 5000, limit: 50, validate: false, handler,
      keyGenerator: (request) => request.params.run, ...headers });
    app.get(`/:run/${quiet ? 'quiet/' : ''}${dialect}`, limiter, (request, response) =>
      setTimeout(() => response.json({ dialect }), 10));
  }
}
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
