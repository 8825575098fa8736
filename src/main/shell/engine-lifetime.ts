import { app, type BrowserWindow } from 'electron';
import { askAfterEngineFailure } from './dialogs.ts';
import type { EngineProcess } from './engine-process.ts';

/** Quitting waits for the engine, which writes what it has in hand. */
export function stopEngineBeforeQuit(engine: EngineProcess): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void engine.stop().then(() => {
      isStopped = true;
      app.quit();
    });
  });
}

/** When the engine cannot be kept alive, the user says what then. */
export function askWhenEngineFails(engine: EngineProcess, window: BrowserWindow): void {
  engine.onState((state) => {
    if (state.name !== 'failed') return;
    void askAfterEngineFailure(window, state.because).then((choice) => {
      if (choice === 'restart') engine.restart();
      else app.quit();
    });
  });
}
