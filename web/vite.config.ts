import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

const proxy = { '/v1': process.env['YTTERBY_API'] ?? 'http://127.0.0.1:7474' };

/** How the screens are built; `npx vite web` serves them while they are worked on, with the API of a running service. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'baseline-widely-available',
    // No polyfill: every browser that runs the rest preloads modules.
    modulePreload: { polyfill: false },
    // Everything is a file of our own origin, so that the Content-Security-Policy needs no `data:`.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy },
  preview: { proxy, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
});
