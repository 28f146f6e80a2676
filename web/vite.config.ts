/** Builds the web UI into web/dist. In development, requests for the server go to VIDETTE_SERVER. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.VIDETTE_SERVER ?? 'http://127.0.0.1:8080';
const serverPaths = [
  '/api',
  '/session',
  '/live',
  '/archive',
  '/system/status',
  '/system/probe',
  '/healthz',
  '/docs',
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // hls.js is larger than the default limit; it is its own chunk, loaded with the first archive playback.
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      serverPaths.map((path) => [path, { target: server, ws: true, changeOrigin: false }]),
    ),
  },
});
