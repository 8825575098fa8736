import { mkdirSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchPresence } from '../../../src/main/dataset/folder-presence.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

afterEach(() => vi.useRealTimers());

describe('the presence of a folder', () => {
  it('is looked at again after a while, and told when it changed', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const folder = tempFolder();
    let flips = 0;
    const presence = watchPresence(folder, true, () => flips++);
    rmSync(folder, { recursive: true });
    expect(presence.isPresent()).toBe(true);
    vi.advanceTimersByTime(6000);
    presence.isPresent();
    await vi.waitFor(() => expect(presence.isPresent()).toBe(false));
    mkdirSync(folder);
    vi.advanceTimersByTime(6000);
    presence.isPresent();
    await vi.waitFor(() => expect(flips).toBe(2));
    expect(presence.isPresent()).toBe(true);
  });
});
