import { defineConfig } from 'vitest/config';

export default defineConfig({
  build: {
    target: 'es2020',
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'EzChatLoader', fileName: () => 'loader.js' },
    outDir: '../../../WebApi/wwwroot/widget',
    // The chat's own folder lies in here.
    emptyOutDir: false,
  },
  test: { include: ['test/**/*.test.ts'], environment: 'happy-dom' },
});
