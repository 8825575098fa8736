import { type Context, Hono } from 'hono';
import { WinnowError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine.ts';
import { collectReport } from '../report/collect-report.ts';
import { REPORT_POLICY, reportPage, type Theme } from '../report/html/page.ts';
import { readThumbs } from '../report/read-thumbs.ts';
import { datasetOf } from './dataset-of.ts';

/** A page without an origin: its script can neither ask the door nor reach the page around it. It may print. */
const POLICY = `sandbox allow-scripts allow-modals; ${REPORT_POLICY}`;

/** `/report` as data, `/report.html` as a page by itself. */
export function reportRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/report', async (c) => c.json(await collectReport(datasetOf(engine, c), engine.version, c.req.raw.signal)))
    .get('/report.html', async (c) => {
      const dataset = datasetOf(engine, c);
      const theme = themeOf(c);
      const report = await collectReport(dataset, engine.version, c.req.raw.signal);
      const page = reportPage(report, await readThumbs(dataset.thumbs, report), theme);
      return new Response(page, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': POLICY },
      });
    });
}

function themeOf(c: Context): Theme {
  const theme = c.req.query('theme');
  if (theme === undefined) return null;
  if (theme === 'light' || theme === 'dark') return theme;
  throw new WinnowError('bad_request', `"${theme}" is no theme; expected light or dark.`);
}
