import { readdirSync, readFileSync } from 'node:fs'
import bitrix24UI from '@bitrix24/b24ui-nuxt/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { routes } from './server/contract/routes.ts'
import { LongestFirst } from './test/tools/longestFirst.ts'
import { splitTests } from './test/tools/opensWorlds.ts'
import { languageChunks } from './vite.texts.ts'

/** Tests that compute, and tests of worlds: with a database, with processes. */
const tests = splitTests()

/** Where each route is: all that a page asks of the contract while it runs. What travels there is checked by types and by the server. */
const places = Object.fromEntries(Object.entries(routes).map(([name, { path, method }]) => [name, { path, method }]))

/** The kit's components that our own name, by their files: only their styles are made. */
const app = new URL('app/', import.meta.url)
const kitComponents = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.vue'))
  .flatMap((name) => [...readFileSync(new URL(name, app), 'utf8').matchAll(/b24ui-nuxt\/components\/(\w+)\.vue/g)])
  .flatMap(([, component]) => component ?? [])

/** Of the contract a page loads where the routes are and what it names; schemas, which nobody calls there, fall away. */
const contractWithoutSchemas = {
  name: 'opora:contract-without-schemas',
  apply: 'build' as const,
  enforce: 'pre' as const,
  transform(code: string, file: string) {
    if (!file.includes('/server/contract/')) return null
    if (file.endsWith('/server/contract/routes.ts')) return `export const routes = ${JSON.stringify(places)}`
    return code.replaceAll(/\bv\.(\w+)\(/g, '/* @__PURE__ */ v.$1(')
  },
}

export default defineConfig({
  root: 'placements',
  base: '/assets-of-opora/',
  plugins: [
    vue(),
    bitrix24UI({
      autoImport: false,
      components: false,
      dts: false,
      router: false,
      colorMode: true,
      experimental: { componentDetection: [...new Set(kitComponents)] },
    }),
    contractWithoutSchemas,
    languageChunks({ facesWithPages: ['client', 'desk'] }),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    rolldownOptions: {
      treeshake: {
        propertyReadSideEffects: false,
        moduleSideEffects: [{ test: /\/server\/contract\//, sideEffects: false }],
      },
      // The rules that read a client's text know words of every language; nothing else does.
      output: { codeSplitting: { groups: [{ name: 'reading', test: /\/server\/contract\/tickets\/intake\// }] } },
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
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          maxWorkers: 2,
          root: '.',
          include: tests.unit,
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          isolate: false,
          // They mostly wait; a group of their own, because all of a group have as many workers.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          root: '.',
          include: tests.server,
          environment: 'node',
          globalSetup: ['test/support/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'app',
          isolate: false,
          maxWorkers: 2,
          root: '.',
          include: ['test/app/**/*.test.ts'],
          setupFiles: ['test/app/setup.ts'],
          environment: 'happy-dom',
          // A link that saves a file is no journey: every later test of the worker would stand elsewhere.
          environmentOptions: {
            happyDOM: { settings: { navigation: { disableMainFrameNavigation: true, disableFallbackToSetURL: true } } },
          },
          testTimeout: 60_000,
          // As in the pages: its other half is for Node.
          alias: { 'tus-js-client': 'tus-js-client/lib.esm/browser/index.js' },
          server: { deps: { inline: ['tus-js-client'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root: '.',
          isolate: false,
          maxWorkers: 3,
          include: ['test/{e2e,looks}/**/*.spec.ts'],
          environment: 'node',
          globalSetup: ['test/support/database.ts', 'test/looks/build.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          retry: 0,
        },
      },
    ],
  },
})
