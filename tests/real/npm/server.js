// SPDX-License-Identifier: GPL-3.0-or-later
// express-rate-limit in its two newest header dialects: /draft-7 and /draft-8, each 3 requests in 2 seconds.
import express from 'express';
import { rateLimit } from 'express-rate-limit';

const app = express();
for (const dialect of ['draft-7', 'draft-8']) {
  const limiter = rateLimit({ windowMs: 2000, limit: 3, standardHeaders: dialect, legacyHeaders: false });
  app.get(`/${dialect}`, limiter, (request, response) => response.json({ dialect }));
}
// One of a size that is worth running a few hundred requests against.
for (const dialect of ['draft-7', 'draft-8']) {
  const fifty = rateLimit({ windowMs: 2000, limit: 50, standardHeaders: dialect, legacyHeaders: false });
  app.get(`/fifty-${dialect}`, fifty, (request, response) => response.json({ id: request.query.id }));
}
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
