import B24App from '@bitrix24/b24ui-nuxt/components/App.vue'
import { useToast } from '@bitrix24/b24ui-nuxt/composables/useToast'
import { screen } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { cleanup, fireEvent, render } from '@testing-library/vue'
import type { RenderResult } from '@testing-library/vue'
import type { Options } from '@testing-library/user-event'
import { createPinia, disposePinia, setActivePinia } from 'pinia'
import type { Pinia } from 'pinia'
import { vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, onUnmounted } from 'vue'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import { i18n, setLanguage } from '#app/lib/i18n.ts'
import { makePageLinks } from '#app/lib/pageLinks.ts'
import type { PageLinks } from '#app/lib/pageLinks.ts'
import type { Me } from '#contract/session.ts'
import type { ClientFrame, ServerFrame } from '#contract/realtime.ts'
import { FakeServer } from './fakeServer.ts'
import { installPortal, type PortalOptions } from './portal.ts'

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

let page: { links: PageLinks; pinia: Pinia } | null = null
let person: Me | null = null

/** How the page of this test reaches its portal and its server. */
export function links(): PageLinks {
  return currentPage().links
}

function currentPage() {
  if (page === null) throw new Error('a page exists only while a test runs')
  return page
}

/** An empty page, as its start makes it: stores work also before anything is shown. */
function startPage(): void {
  const pinia = createPinia()
  const started = makePageLinks()
  started.api.http.defaults.adapter = server.adapter
  createApp({}).use(started).use(pinia)
  setActivePinia(pinia)
  page = { links: started, pinia }
}

function endPage(): void {
  cleanup()
  disposePinia(currentPage().pinia)
  links().close()
  page = null
}

export function prepareTest(): void {
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.spyOn(console, 'error')
  vi.spyOn(console, 'warn')
  window.localStorage.clear()
  setLanguage('ru')
  startPage()
}

/** The same person loads the page again: what it stored is there, what it only knew is not. */
export async function reloadPage(portal: PortalOptions = {}): Promise<void> {
  endPage()
  startPage()
  if (person !== null) await signIn(person, portal)
}

export function cleanUp(): void {
  endPage()
  person = null
  server.forget()
  FakeSocket.all = []
  document.body.replaceChildren()
  // A command that a test has given the page; by itself it has none, and the next file has the same page.
  Reflect.deleteProperty(document, 'execCommand')
  const unexpected = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls].map(String)
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
  if (unexpected.length > 0) throw new Error(`unexpected in the console:\n${unexpected.join('\n')}`)
}

/** Opens a session as the page does: through the portal's frame, then the server. */
export async function signIn(me: Me, portal: PortalOptions = {}): Promise<void> {
  person = me
  installPortal({ memberId: me.memberId, ...portal })
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  server.on('openSession', () => ({ token: 'session-1', expiresAt, me }))
  await links().session.start()
}

/** The socket of a signed-in page, ready. */
export function goOnline(): FakeSocket {
  links().realtime.start()
  return FakeSocket.latest.accept()
}

/** Puts a component on the page as the application would. */
export function mountPage(
  component: Component,
  options: { props?: Record<string, unknown>; slots?: Record<string, string>; router?: Router } = {},
): RenderResult {
  const plugins = [currentPage().pinia, links(), i18n, ...(options.router === undefined ? [] : [options.router])]
  return render(component, { props: options.props ?? {}, slots: options.slots ?? {}, global: { plugins } })
}

/** The same inside the kit's root, where its short notices appear. */
export function mountInApp(
  component: Component,
  options: { props?: Record<string, unknown>; router?: Router } = {},
): RenderResult {
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

/** All elements of a role whose name, as a screen reader says it, fits. Stylesheets are not there: hidden is what says so. */
export function allByRole(role: string, name?: string | RegExp): HTMLElement[] {
  return screen
    .queryAllByRole(role, { hidden: true, ...(name !== undefined && { name }) })
    .filter((element) => element.closest('[aria-hidden=true], [hidden], [inert]') === null)
}

export function byRole(role: string, name?: string | RegExp): HTMLElement {
  return onlyOne(allByRole(role, name), `elements of role ${role} named ${String(name)}`)
}

/** For roles that get no name from what stands in them (status, listitem …): the one that says it. */
export function saying(role: string, text: RegExp): HTMLElement {
  return onlyOne(
    allByRole(role).filter((element) => text.test(textOf(element))),
    `elements of role ${role} saying ${String(text)}`,
  )
}

const fieldRoles = ['textbox', 'searchbox', 'spinbutton', 'checkbox', 'switch', 'radio', 'combobox']

export function byLabel(label: string | RegExp): HTMLElement {
  return onlyOne(
    fieldRoles.flatMap((role) => allByRole(role, label)),
    `fields labelled ${String(label)}`,
  )
}

function onlyOne(found: readonly HTMLElement[], what: string): HTMLElement {
  const [only] = found
  if (only === undefined || found.length > 1) {
    throw new Error(`${found.length} ${what} in:\n${document.body.innerHTML}`)
  }
  return only
}

export function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/** Somebody with a mouse and a keyboard, who never waits; clocks are turned by tests. */
const somebody = (further: Options = {}) => userEvent.setup({ delay: null, document, ...further })

export async function click(element: HTMLElement): Promise<void> {
  await somebody().click(element)
  await settle()
}

const longestTyped = 40

/** Takes the place of what stands there. Longer texts are pasted, as people do. */
export async function type(element: HTMLElement, text: string): Promise<void> {
  if (!(element instanceof HTMLInputElement) && !(element instanceof HTMLTextAreaElement))
    throw new Error('not a field')
  const user = somebody()
  if (element.type === 'range') await fireEvent.update(element, text)
  else await user.clear(element)
  if (element.type !== 'range' && text.length > longestTyped) await user.paste(text)
  else if (element.type !== 'range' && text !== '') await user.keyboard(text.replaceAll(/[{[]/g, '$&$&'))
  await settle()
}

const modifiers = [
  { name: 'shiftKey', key: 'Shift', code: 'ShiftLeft' },
  { name: 'ctrlKey', key: 'Control', code: 'ControlLeft' },
] as const
type Stroke = Partial<Record<(typeof modifiers)[number]['name'], boolean>> & { code?: string }

/** A stroke where the focus is put first, for the body where it is. `code` is the key's place, whatever the layout makes of it. */
export async function press(element: HTMLElement, key: string, stroke: Stroke = {}): Promise<void> {
  if (element !== document.body) element.focus()
  const held = modifiers.filter(({ name }) => stroke[name] === true)
  const keys = held.map((one) => `{${one.key}>}`).join('')
  const released = held.map((one) => `{/${one.key}}`).join('')
  const layout = stroke.code === undefined ? {} : { keyboardMap: [{ key, code: stroke.code }, ...modifiers] }
  await somebody(layout).keyboard(keys + (key.length > 1 ? `{${key}}` : key) + released)
  await settle()
}
