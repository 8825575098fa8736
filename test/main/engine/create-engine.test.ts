import { expect, it } from 'vitest';
import { createEngine } from '../../../src/main/engine/create-engine.ts';
import { createLogger } from '../../../src/main/log/logger.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

it('opens nothing while it ends, so that a page that comes back does not keep the process alive', async () => {
  const { logger, close: closeLog } = createLogger(tempFolder(), 'debug');
  const engine = createEngine({ home: tempFolder(), logger, endpoint: null });
  const request = { folder: tempFolder(), index: false };
  await engine.datasets.open(request);
  await engine.close();
  await expect(engine.datasets.open(request)).rejects.toMatchObject({ code: 'dataset_busy' });
  expect(engine.datasets.list()).toEqual([]);
  await closeLog();
});
