import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Router } from 'vue-router'
import type { ServerFrame } from '#contract/realtime.ts'
import { routes } from '#contract/routes.ts'
import type { ParsedInput, RouteName, RouteOutput } from '#contract/routes.ts'
import type { Me } from '#contract/session.ts'
import { deskRoutes } from '#app/shell/desk/router.ts'
import { allByRole, goOnline, FakeSocket, links, mountInApp, mountPage, server, settle, textOf } from './harness.ts'
import type { Question } from './fakeServer.ts'

/** What the server of a test answers; a refusal is thrown. */
export type Answers = { [Name in RouteName]?: (input: ParsedInput<Name>) => RouteOutput<Name> }

interface Page {
  router: Router
  /** What the page has asked for itself, in order. */
  asked: () => Pick<Question, 'name' | 'input'>[]
  /** The server says something over the socket. */
  receive: (frame: ServerFrame) => Promise<void>
}

/** Shows a component as somebody sees it who has a session, at nine in the morning of 22 November 2026; `hasNotices`: with the kit's short ones. */
export async function openPage(
  component: Component,
  options: { me: Me; answers: Answers; props?: Record<string, unknown>; at?: string; hasNotices?: true },
): Promise<Page> {
  vi.useFakeTimers({
    now: new Date('2026-11-22T09:00:00Z'),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  for (const [name, answer] of Object.entries({ readMe: () => options.me, ...options.answers })) prepare(name, answer)
  links().token.keep('token of a test')
  await links().session.refresh()
  goOnline()

  const router = createRouter({ history: createMemoryHistory(), routes: deskRoutes })
  await router.push(options.at ?? '/')
  const mount = options.hasNotices === true ? mountInApp : mountPage
  mount(component, { props: options.props ?? {}, router })
  await settle()
  return {
    router,
    asked: () => server.questions.flatMap(({ name, input }) => (name === 'readMe' ? [] : [{ name, input }])),
    async receive(frame) {
      FakeSocket.latest.push(frame)
      await settle()
    },
  }
}

/** Lets the time pass that a page waits for by itself. */
export async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await settle()
}

export function rowOf(list: string, text: string): HTMLElement {
  const lists = Array.from(document.querySelectorAll<HTMLElement>('ul')).filter(
    (one) => one.getAttribute('aria-label') === list,
  )
  const found = lists.flatMap((one) => Array.from(one.children)).find((one) => textOf(one).includes(text))
  if (!(found instanceof HTMLElement)) throw new Error(`no row "${text}" in "${list}" of:\n${textOf(document.body)}`)
  return found
}

export function choice(label: string | RegExp): HTMLElement {
  const labels = Array.from(document.querySelectorAll('label'))
  const found = labels.find((one) => (typeof label === 'string' ? textOf(one) === label : label.test(textOf(one))))
  const field =
    found === undefined
      ? null
      : (document.getElementById(found.getAttribute('for') ?? '') ??
        found.querySelector<HTMLElement>('input, [role=radio]'))
  if (field === null) throw new Error(`no choice ${String(label)} among ${JSON.stringify(labels.map(textOf))}`)
  return field
}

export const isThere = (role: string, name?: string | RegExp): boolean => allByRole(role, name).length > 0

export const wholePage = (): string => textOf(document.body)

function prepare(name: string, answer: unknown): void {
  if (!isRouteName(name) || typeof answer !== 'function') throw new Error(`not an answer: ${name}`)
  server.on(name, (input) => Reflect.apply(answer, undefined, [input]))
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name)
}
