import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Workers are files of their own: they are started by address, beside the file that starts them. */
const nodeSide = {
  main: at('electron/hosts/electron/main.ts'),
  cli: at('electron/hosts/cli/main.ts'),
  'espeak-worker': at('shared/node/workers/espeak-worker.ts'),
  'edge-worker': at('shared/node/workers/edge-worker.ts'),
  'audio-worker': at('shared/node/workers/audio-worker.ts'),
  'catalog-worker': at('electron/catalog/catalog-worker.ts'),
}

export default defineConfig({
  main: {
    build: {
      rollupOptions: { input: Object.fromEntries(Object.entries(nodeSide).filter(([, file]) => existsSync(file))) },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing: CommonJS, and everything inside.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: at('electron/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      minify: true,
      target: 'esnext',
      // The content policy takes no data: address, neither for a font nor for a script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
      rollupOptions: { input: at('renderer/index.html') },
    },
  },
})
