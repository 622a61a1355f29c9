import { fileURLToPath } from 'node:url'
import bitrix24UI from '@bitrix24/b24ui-nuxt/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Real processes, databases and browsers on two cores: what fails is tried once more, and the report says so. */
const retry = 1

export default defineConfig({
  root: 'placements',
  base: '/assets-of-opora/',
  plugins: [vue(), bitrix24UI({ autoImport: false, components: false, dts: false, router: false, colorMode: true })],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
  },
  resolve: {
    alias: [{ find: /^entities$/, replacement: fileURLToPath(new URL('app/lib/htmlEntities.ts', import.meta.url)) }],
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        client: 'placements/client/index.html',
        desk: 'placements/desk/index.html',
        settings: 'placements/settings/index.html',
        install: 'placements/install/index.html',
        'company-tab': 'placements/company-tab/index.html',
      },
    },
  },
  test: {
    root: '.',
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          isolate: false,
          maxWorkers: 2,
          root: '.',
          include: ['test/server/**/*.test.ts', 'test/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry,
        },
      },
      {
        extends: true,
        test: {
          name: 'app',
          root: '.',
          maxWorkers: 2,
          include: ['test/app/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root: '.',
          maxWorkers: 2,
          include: ['test/e2e/**/*.spec.ts'],
          environment: 'node',
          globalSetup: ['test/support/database.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          retry,
        },
      },
    ],
  },
})
