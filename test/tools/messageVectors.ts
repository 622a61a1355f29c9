import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { Window } from 'happy-dom'
import * as v from 'valibot'
import { createServer } from 'vite'
import { createSSRApp, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { shownText } from '#test/support/shownText.ts'

export const messagesFile = v.array(v.object({ id: v.string(), typed: v.string(), shown: v.string() }))

/** T8: each message through the very component that the page shows it with. */
export async function messageOutcomes(input: unknown): Promise<{ name: string; expected: unknown; got: unknown }[]> {
  const cases = v.parse(messagesFile, input)
  const shown = await showMessages(cases.map(({ typed }) => typed))
  return cases.map(({ id, shown: expected }, index) => ({ name: id, expected, got: shown[index] }))
}

async function showMessages(texts: readonly string[]): Promise<string[]> {
  const vite = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [vue()],
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  const window = new Window()
  try {
    const { default: page }: Record<string, unknown> = await vite.ssrLoadModule('/app/tickets/MessageText.vue')
    if (!isComponent(page)) throw new Error('MessageText.vue is no component')
    const shown: string[] = []
    for (const text of texts) {
      window.document.body.innerHTML = await renderToString(createSSRApp(page, { text }))
      shown.push(shownText(window.document.body))
    }
    return shown
  } finally {
    await vite.close()
    await window.happyDOM.close()
  }
}

function isComponent(loaded: unknown): loaded is Component {
  return typeof loaded === 'object' && loaded !== null
}
