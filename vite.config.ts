import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The client. In development the server runs beside it, and its paths are passed through. */
const server = process.env['REDSTRING_SERVER'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: process.env['CLIENT_DIR'] ?? '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2500,
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: {
      '^/api/watch/[\\w-]+/live$': { target: server.replace(/^http/, 'ws'), ws: true },
      '^/api/': server,
      '^/healthz$': server,
      // A board's id holds no dot: the client's own modules under /sync/ and /api.ts stay with Vite.
      '^/sync/[^./]+$': { target: server.replace(/^http/, 'ws'), ws: true },
    },
  },
})
