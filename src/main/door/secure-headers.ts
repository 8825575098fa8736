import type { MiddlewareHandler } from 'hono';

/** On every answer: types are as said, and no other site may embed or read what is here. */
export const secureHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('x-content-type-options', 'nosniff');
  c.res.headers.set('cross-origin-resource-policy', 'same-origin');
  c.res.headers.set('referrer-policy', 'no-referrer');
};
