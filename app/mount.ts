import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import { Unreachable } from './lib/apiError.ts'
import { followColorMode } from './lib/colorMode.ts'
import { notLoadedTexts } from './lib/everyLanguage.texts.ts'
import { i18n, language, languageIn, setLanguage } from './lib/i18n.ts'
import { loadFirstTexts, loadTexts, takeTextsFrom } from './lib/loadedTexts.ts'
import type { TextChunks } from './lib/loadedTexts.ts'
import { makePageLinks } from './lib/pageLinks.ts'
import InEveryLanguage from './ui/InEveryLanguage.vue'
import './main.css'

/**
 * Puts one face of the application on its page. The UI kit's own plugin stays out: it would add 90 kB of prose components
 * and an inline style that the page's content policy refuses; its components work without it.
 */
export async function mountPage(page: Component, textChunks: TextChunks | null, router?: Router): Promise<void> {
  followColorMode()
  takeTextsFrom(textChunks)
  try {
    await showFirstTexts()
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    createApp(InEveryLanguage, { texts: notLoadedTexts }).mount('#app')
    return
  }
  const app = createApp(page).use(makePageLinks()).use(createPinia()).use(i18n)
  if (router !== undefined) {
    bringTextsAlong(router)
    app.use(router)
  }
  app.mount('#app')
}

/** The server writes down which language the portal has named; its words are on their way since the page's first lines. */
async function showFirstTexts(): Promise<void> {
  const named = languageIn(document.documentElement.lang)
  await loadFirstTexts(named)
  setLanguage(named)
}

/** A page that comes by itself is shown with its words, or fails as it would without its code. */
function bringTextsAlong(router: Router): void {
  // Under way beside the first page's code; what goes wrong is said by the page that needs them.
  loadTexts(language.value).catch(() => undefined)
  router.beforeResolve(() => loadTexts(language.value))
}
