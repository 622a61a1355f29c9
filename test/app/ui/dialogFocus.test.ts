import B24DropdownMenu from '@bitrix24/b24ui-nuxt/components/DropdownMenu.vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import type { VNode } from 'vue'
import ConfirmDialog from '#app/ui/ConfirmDialog.vue'
import ModalDialog from '#app/ui/ModalDialog.vue'
import SidePanel from '#app/ui/SidePanel.vue'
import { allByRole, byRole, click, links, mountPage, press, server, settle, textOf } from '../harness.ts'
import { RefusedByServer } from '../fakeServer.ts'

const focused = (): string => textOf(document.activeElement)
const isOpen = (): boolean => allByRole('dialog').length > 0

/** Dialogs fade away as they do in a browser: until then they keep the focus. */
beforeEach(() => {
  vi.useFakeTimers()
  const style = document.createElement('style')
  style.textContent = '[role=dialog][data-state=closed] { animation-name: fading }'
  document.body.append(style)
})
afterEach(() => {
  vi.useRealTimers()
})

/** The kit and the dialog's frame go on in timers; what fades has faded. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(50)
  await settle()
  for (const closed of document.querySelectorAll('[role=dialog][data-state=closed]')) {
    closed.dispatchEvent(Object.assign(new Event('animationend'), { animationName: 'fading' }))
  }
  await settle()
  await vi.advanceTimersByTimeAsync(50)
  await settle()
}

/** A click alone moves no focus here. */
async function use(name: string, role = 'button'): Promise<void> {
  const control = byRole(role, name)
  control.focus()
  await click(control)
  await rest()
}

async function escape(): Promise<void> {
  await press(document.activeElement instanceof HTMLElement ? document.activeElement : document.body, 'Escape')
  await rest()
}

const button = (label: string, onClick: () => void): VNode => h('button', { type: 'button', onClick }, label)

interface Page {
  /** Which dialog is open. */
  asked: string
  ask: (what: string) => void
  turn: (isOpen: boolean) => void
}

/** A page with a heading, whose content decides what opens which dialog. */
function show(content: (page: Page) => (VNode | null)[]): void {
  mountPage(
    defineComponent(() => {
      const asked = shallowRef('')
      const ask = (what: string): void => void (asked.value = what)
      return () =>
        h('main', [
          h('h1', 'The page'),
          h('p', 'What it is for.'),
          ...content({ asked: asked.value, ask, turn: (open) => ask(open ? asked.value : '') }),
        ])
    }),
  )
}

const modal = (open: boolean, turn: (open: boolean) => void, ...inside: VNode[]): VNode =>
  h(ModalDialog, { title: 'A dialog', open, 'onUpdate:open': turn }, { default: () => inside })

it.each([
  ['Escape', () => escape()],
  ['the cross', () => use('Close')],
  ['a button in it', () => use('done')],
])('D7 a dialog closed by %s leaves the focus on what opened it', async (_how, close) => {
  show(({ asked, ask, turn }) => [
    button('before', () => {}),
    button('open', () => ask('it')),
    modal(
      asked === 'it',
      turn,
      button('done', () => turn(false)),
    ),
  ])
  await use('open')
  expect(byRole('dialog').contains(document.activeElement)).toBe(true)

  await close()

  expect(isOpen()).toBe(false)
  expect(focused()).toBe('open')
})

it('D7 so does a panel beside the page', async () => {
  show(({ asked, ask, turn }) => [
    button('open', () => ask('it')),
    h(SidePanel, { title: 'A panel', open: asked === 'it', 'onUpdate:open': turn }, { default: () => 'More' }),
  ])
  await use('open')

  await escape()

  expect(isOpen()).toBe(false)
  expect(focused()).toBe('open')
})

it('D7 so does a question, whose safe answer has the focus first, refused or not', async () => {
  let isRefused = true
  server.on('readOwnTimer', () => {
    if (isRefused) throw new RefusedByServer('not_found')
    return { timer: null }
  })
  const act = (): Promise<unknown> => links().api.call('readOwnTimer', {})
  show(({ asked, ask, turn }) => [
    button('open', () => ask('it')),
    h(ConfirmDialog, { title: 'Sure?', yes: 'yes', no: 'no', act, open: asked === 'it', 'onUpdate:open': turn }),
  ])
  await use('open')
  expect(focused()).toBe('no')
  await use('yes')
  expect(isOpen()).toBe(true)

  isRefused = false
  await use('yes')

  expect(isOpen()).toBe(false)
  expect(focused()).toBe('open')
})

it('D7 opened from a menu, the focus is back on the button of the menu', async () => {
  show(({ asked, ask, turn }) => [
    button('before', () => {}),
    h(B24DropdownMenu, { items: [{ label: 'rename', onSelect: () => ask('it') }] }, () => button('menu', () => {})),
    modal(asked === 'it', turn),
  ])
  byRole('button', 'menu').focus()
  await press(byRole('button', 'menu'), 'Enter')
  await rest()
  await use('rename', 'menuitem')
  expect(isOpen()).toBe(true)

  await escape()

  expect(isOpen()).toBe(false)
  expect(focused()).toBe('menu')
})

it('D7 after two dialogs, one following the other, the focus is on what opened the first', async () => {
  show(({ asked, ask, turn }) => [
    button('open', () => ask('first')),
    modal(
      asked === 'first',
      turn,
      button('next', () => ask('second')),
    ),
    // Made only now, as one that shows what the first has brought.
    asked === 'second'
      ? modal(
          true,
          turn,
          button('done', () => turn(false)),
        )
      : null,
  ])
  await use('open')
  await use('next')
  expect(byRole('dialog').contains(byRole('button', 'done'))).toBe(true)
  expect(byRole('dialog').contains(document.activeElement)).toBe(true)

  await use('done')

  expect(isOpen()).toBe(false)
  expect(focused()).toBe('open')
})

it('D7 a dialog over a dialog leaves the focus in the lower one', async () => {
  show(({ asked, ask, turn }) => [
    button('open', () => ask('lower')),
    modal(
      asked !== '',
      turn,
      button('further', () => ask('upper')),
    ),
    modal(
      asked === 'upper',
      () => ask('lower'),
      button('done', () => ask('lower')),
    ),
  ])
  await use('open')
  await use('further')

  await use('done')
  expect(focused()).toBe('further')
  await escape()
  expect(focused()).toBe('open')
})

it('D7 a button that waits and loses the focus before its dialog opens has it back', async () => {
  show(({ asked, ask, turn }) => [
    button('open', () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      setTimeout(() => ask('it'), 1)
    }),
    modal(asked === 'it', turn),
  ])
  await use('open')
  expect(isOpen()).toBe(true)

  await escape()

  expect(focused()).toBe('open')
})

it.each([
  { gone: 'two', left: ['one', 'three', 'four'], next: 'three', where: 'the row that has moved up' },
  { gone: 'four', left: ['one', 'two', 'three'], next: 'three', where: 'the row before it at the end of a list' },
  { gone: 'two', left: [], next: 'The page', where: "the page's heading where nothing is left" },
])('D7 what opened it is gone: the focus is on $where', async ({ gone, left, next }) => {
  const rows = shallowRef(['one', 'two', 'three', 'four'])
  const act = (): Promise<void> => Promise.resolve(void (rows.value = left))
  show(({ asked, ask, turn }) => [
    h(
      'ul',
      rows.value.map((row) => h('li', { key: row }, [button(row, () => ask(row))])),
    ),
    h(ConfirmDialog, { title: 'Sure?', yes: 'yes', no: 'no', act, open: asked !== '', 'onUpdate:open': turn }),
  ])
  await use(gone)

  await use('yes')

  expect(isOpen()).toBe(false)
  expect(focused()).toBe(next)
})

it('D7 control: whoever has gone on meanwhile is not called back', async () => {
  show(({ asked, ask, turn }) => [
    button('open', () => ask('it')),
    button('elsewhere', () => {}),
    modal(
      asked === 'it',
      turn,
      button('done', () => turn(false)),
    ),
  ])
  await use('open')
  await click(byRole('button', 'done'))

  document.querySelectorAll('button').forEach((one) => one.textContent === 'elsewhere' && one.focus())
  await rest()

  expect(isOpen()).toBe(false)
  expect(focused()).toBe('elsewhere')
})
