import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('src/renderer', import.meta.url)),
  // Relative, so that the page runs at winnow://app/, at http://127.0.0.1:PORT/ and behind a proxy's path.
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    // The content policy allows no inline data in scripts or styles but fonts and images of the page itself.
    assetsInlineLimit: 0,
    // From this disk, not over a network.
    chunkSizeWarningLimit: 1600,
  },
});
