import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import { followColorMode } from './lib/colorMode.ts'
import { i18n } from './lib/i18n.ts'
import './main.css'

/**
 * Puts one face of the application on its page. The UI kit's own plugin stays out: it would add 90 kB of prose components
 * and an inline style that the page's content policy refuses; its components work without it.
 */
export function mountPage(page: Component, router?: Router): void {
  followColorMode()
  const app = createApp(page).use(createPinia()).use(i18n)
  if (router !== undefined) app.use(router)
  app.mount('#app')
}
