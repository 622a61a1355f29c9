import B24App from '@bitrix24/b24ui-nuxt/components/App.vue'
import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast'
import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, vi } from 'vitest'
import { defineComponent, h, nextTick, onUnmounted } from 'vue'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import { http } from '#app/lib/api.ts'
import { i18n, setLanguage } from '#app/lib/i18n.ts'
import { startRealtime, stopRealtime } from '#app/lib/realtime.ts'
import { startSession } from '#app/lib/session.ts'
import { forgetToken } from '#app/lib/token.ts'
import type { Me } from '#contract/session.ts'
import type { ClientFrame, ServerFrame } from '#contract/realtime.ts'
import { FakeServer } from './fakeServer.ts'
import { installPortal } from './portal.ts'

/**
 * Everything around a page in tests: the server behind axios' adapter, the socket behind the browser's class. An input that
 * the contract would refuse fails the test, so do a question nobody prepared and an unexpected line in the console.
 */

/** The server's side of one socket. */
export class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSED = 3
  static all: FakeSocket[] = []
  readonly url: string
  readonly received: ClientFrame[] = []
  readyState = FakeSocket.CONNECTING

  constructor(url: string) {
    super()
    this.url = url
    FakeSocket.all.push(this)
  }

  static get latest(): FakeSocket {
    const socket = FakeSocket.all.at(-1)
    if (socket === undefined) throw new Error('no socket was opened')
    return socket
  }

  send(text: string): void {
    this.received.push(JSON.parse(text))
  }

  /** Accepts the connection and, after the page's hello, says that it is ready. */
  accept(): this {
    this.readyState = FakeSocket.OPEN
    this.dispatchEvent(new Event('open'))
    return this.push({ type: 'ready' })
  }

  push(frame: ServerFrame): this {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
    return this
  }

  close(): void {
    if (this.readyState === FakeSocket.CLOSED) return
    this.readyState = FakeSocket.CLOSED
    this.dispatchEvent(new Event('close'))
  }
}

export const server = new FakeServer().answerWithoutClocks()

beforeEach(() => {
  http.defaults.adapter = server.adapter
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.spyOn(console, 'error')
  vi.spyOn(console, 'warn')
  window.localStorage.clear()
  setLanguage('ru')
  setActivePinia(createPinia())
})

/** The page is loaded again: what it stored is there, what it only knew is not. */
export function reloadPage(): void {
  for (const page of mounted.splice(0)) page.unmount()
  const pinia = getActivePinia()
  if (pinia !== undefined) disposePinia(pinia)
  setActivePinia(createPinia())
}

const mounted: VueWrapper[] = []

afterEach(() => {
  reloadPage()
  stopRealtime()
  forgetToken()
  server.forget()
  FakeSocket.all = []
  document.body.replaceChildren()
  const unexpected = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls].map(String)
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
  if (unexpected.length > 0) throw new Error(`unexpected in the console:\n${unexpected.join('\n')}`)
})

/** Opens a session as the page does: through the portal's frame, then the server. */
export async function signIn(me: Me): Promise<void> {
  installPortal({ memberId: me.memberId })
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  server.on('openSession', () => ({ token: 'session-1', expiresAt, me }))
  await startSession()
}

/** The socket of a signed-in page, ready. */
export function goOnline(): FakeSocket {
  startRealtime()
  return FakeSocket.latest.accept()
}

/** Puts a component on the page as the application would, and answers with what a person can do there. */
export function mountPage(
  component: Component,
  options: { props?: Record<string, unknown>; slots?: Record<string, string>; router?: Router } = {},
): VueWrapper {
  const host = document.createElement('div')
  document.body.append(host)
  const plugins = [getActivePinia() ?? createPinia(), i18n, ...(options.router === undefined ? [] : [options.router])]
  const page = mount(component, {
    attachTo: host,
    props: options.props ?? {},
    slots: options.slots ?? {},
    global: { plugins },
  })
  mounted.push(page)
  return page
}

/** The same inside the kit's root, where its short notices appear. */
export function mountInApp(
  component: Component,
  options: { props?: Record<string, unknown>; router?: Router } = {},
): VueWrapper {
  const Page = defineComponent(() => {
    // The kit keeps its notices beside the page; the next test must not read them.
    const toast = useToast()
    onUnmounted(() => toast.clear())
    return () => h(B24App, null, { default: () => h(component, options.props ?? {}) })
  })
  return mountPage(Page, options.router === undefined ? {} : { router: options.router })
}

/** Lets every answer that is already there arrive and be shown. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    await Promise.resolve()
    await nextTick()
  }
}

const implicitRoles: Readonly<Record<string, string>> = {
  button: 'button, [role=button]',
  link: 'a[href], [role=link]',
  textbox: 'textarea, input:not([type]), input[type=text], input[type=email], [role=textbox]',
  searchbox: 'input[type=search], [role=searchbox]',
  slider: 'input[type=range], [role=slider]',
  spinbutton: 'input[type=number], [role=spinbutton]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  switch: '[role=switch]',
  radio: 'input[type=radio], [role=radio]',
  combobox: 'select, [role=combobox]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  list: 'ul, ol, [role=list]',
  listitem: 'li, [role=listitem]',
  article: 'article, [role=article]',
  region: 'section[aria-label], section[aria-labelledby], [role=region]',
  row: 'tr, [role=row]',
  dialog: '[role=dialog]',
  alert: '[role=alert]',
  status: '[role=status]',
  log: '[role=log]',
}

/** All elements of a role whose name, as a screen reader says it, fits. */
export function allByRole(role: string, name: string | RegExp = /.*/s): HTMLElement[] {
  const selector = implicitRoles[role] ?? `[role=${role}]`
  return Array.from(document.body.querySelectorAll<HTMLElement>(selector)).filter(
    (element) => element.closest('[aria-hidden=true], [hidden]') === null && fits(nameOf(element), name),
  )
}

export function byRole(role: string, name: string | RegExp = /.*/s): HTMLElement {
  const found = allByRole(role, name)
  const [only] = found
  if (only === undefined || found.length > 1) {
    throw new Error(`${found.length} elements of role ${role} named ${String(name)} in:\n${document.body.innerHTML}`)
  }
  return only
}

export function byLabel(label: string | RegExp): HTMLElement {
  const fields = allByRole('textbox', label).concat(
    ...['searchbox', 'spinbutton', 'checkbox', 'switch', 'radio', 'combobox'].map((role) => allByRole(role, label)),
  )
  const [only] = fields
  if (only === undefined || fields.length > 1) {
    throw new Error(`${fields.length} fields labelled ${String(label)} in:\n${document.body.innerHTML}`)
  }
  return only
}

export function nameOf(element: HTMLElement): string {
  const labelledBy = element.getAttribute('aria-labelledby')
  if (labelledBy !== null)
    return labelledBy
      .split(' ')
      .map((id) => textOf(document.getElementById(id)))
      .join(' ')
  const label = element.getAttribute('aria-label')
  if (label !== null) return label
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    const own = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`)
    return textOf(own ?? element.closest('label'))
  }
  return textOf(element)
}

export function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

function fits(text: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? text === name : name.test(text)
}

export async function click(element: HTMLElement): Promise<void> {
  element.click()
  await settle()
}

export async function type(element: HTMLElement, text: string): Promise<void> {
  if (!(element instanceof HTMLInputElement) && !(element instanceof HTMLTextAreaElement))
    throw new Error('not a field')
  element.focus()
  element.value = text
  element.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}

export async function press(element: HTMLElement, key: string, options: KeyboardEventInit = {}): Promise<void> {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }))
  await settle()
}
