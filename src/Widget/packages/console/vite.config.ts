import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.EZ_SERVER ?? 'http://localhost:5000';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: '../../../WebApi/wwwroot/console',
    emptyOutDir: true,
    // The server's content policy allows only our own origin, so nothing is inlined as data: URLs.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/hubs': { target: server, ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    restoreMocks: true,
    // Guards against a hang; says nothing about speed.
    testTimeout: 120_000,
  },
});
