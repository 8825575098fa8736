import { Hono } from 'hono';
import { WinnowError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine.ts';
import { annotationRoutes } from './annotation-routes.ts';
import { arrangeRoutes } from './arrange-routes.ts';
import { auth } from './auth.ts';
import { autoCleanRoutes } from './auto-clean-routes.ts';
import { datasetRoutes } from './dataset-routes.ts';
import { decisionRoutes } from './decision-routes.ts';
import { embeddingRoutes } from './embedding-routes.ts';
import { engineRoutes } from './engine-routes.ts';
import { responseOfError } from './error-response.ts';
import { eventRoutes } from './event-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { fetchRoutes } from './fetch-routes.ts';
import { folderRoutes } from './folder-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { labelRoutes } from './label-routes.ts';
import { mapRoutes } from './map-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { predictionRoutes } from './prediction-routes.ts';
import { queryRoutes } from './query-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { secureHeaders } from './secure-headers.ts';
import { similarRoutes } from './similar-routes.ts';
import { rendererFolder, staticFiles } from './static-files.ts';
import { thumbRoutes } from './thumb-routes.ts';
import { tileRoutes } from './tile-routes.ts';
import { viewRoutes } from './view-routes.ts';

/** The one way in, for the page, the shell and the command line alike. Never rejects. */
export type Door = (request: Request) => Response | Promise<Response>;

export interface DoorOptions {
  /** What every request must carry. */
  readonly token: string;
  /** What `--host` named, when the engine is served beyond 127.0.0.1. */
  readonly host?: string;
  /** Where the built page is. */
  readonly renderer?: string;
}

/** The routes of `shared/api.ts` over one engine, and the page itself. */
export function createDoor(engine: Engine, options: DoorOptions): Door {
  const app = new Hono();
  app.use(secureHeaders);
  // A HEAD is answered by the route of its GET; the body nobody will read may hold a file or a subscription open.
  app.use(async (c, next) => {
    await next();
    if (c.req.raw.method === 'HEAD') await c.res.body?.cancel();
  });
  app.use(async (c, next) => {
    const done = engine.activity.begin(routeName(c.req.method, c.req.path));
    await next().finally(done);
  });
  app.use(auth({ token: options.token, host: options.host ?? null }));

  app.route('/api', engineRoutes(engine));
  app.route('/api/folders', folderRoutes());
  app.route('/api/events', eventRoutes(engine));
  app.route('/api/jobs', jobRoutes(engine));
  app.route('/api/models', modelRoutes(engine));
  app.route('/api/fetches', fetchRoutes(engine));
  app.route('/api/datasets', datasetRoutes(engine));
  const ofDataset = [
    queryRoutes,
    issueRoutes,
    groupRoutes,
    tileRoutes,
    thumbRoutes,
    imageRoutes,
    decisionRoutes,
    exportRoutes,
    reportRoutes,
    embeddingRoutes,
    similarRoutes,
    mapRoutes,
    arrangeRoutes,
    predictionRoutes,
    labelRoutes,
    annotationRoutes,
    autoCleanRoutes,
    viewRoutes,
  ];
  for (const routes of ofDataset) {
    app.route('/api/datasets/:dataset', routes(engine));
  }
  app.all('/api/*', (c) => {
    throw new WinnowError('not_found', `There is no route ${c.req.method} ${c.req.path}.`);
  });
  app.route('/', staticFiles(options.renderer ?? rendererFolder()));
  app.notFound((c) => {
    throw new WinnowError('not_found', `There is no route ${c.req.method} ${c.req.path}.`);
  });
  app.onError((error, c) => responseOfError(error, engine.logger, routeName(c.req.method, c.req.path)));
  return (request) => app.fetch(request);
}

/** For logs: the path with its numbers left out, never the query string, which may carry the token. */
function routeName(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\/\d+/g, '/:id')}`;
}
