import { expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { deskRoutes } from '#app/shell/desk/router.ts'
import SectionTabs from '#app/shell/desk/SectionTabs.vue'
import { allByRole, byRole, click, mountPage, settle, textOf } from '../../harness.ts'

const sections = ['queue', 'codes', 'connections', 'letters', 'regulation', 'staff', 'notices'] as const
const links = () => allByRole('link').map(textOf)

async function show({ isNarrow, waiting = 0 }: { isNarrow: boolean; waiting?: number }): Promise<void> {
  vi.stubGlobal('matchMedia', (media: string) =>
    Object.assign(new EventTarget(), { media, matches: isNarrow && media === '(width < 40rem)' }),
  )
  const router = createRouter({ history: createMemoryHistory(), routes: deskRoutes })
  await router.push('/')
  mountPage(SectionTabs, { props: { sections, waiting, overdue: 0 }, router })
  await settle()
}

it('D7 in a window every section stands there', async () => {
  await show({ isNarrow: false })

  expect(links()).toHaveLength(sections.length)
  expect(allByRole('button')).toEqual([])
})

it('D7 on a phone they are one line; a button shows the others, and hides them again', async () => {
  await show({ isNarrow: true })
  expect(links()).toEqual(['Очередь', 'Коды'])

  await click(byRole('button', 'Все разделы'))
  expect(links()).toHaveLength(sections.length)
  expect(byRole('button', 'Свернуть').getAttribute('aria-expanded')).toBe('true')
  await click(byRole('button', 'Свернуть'))

  expect(links()).toHaveLength(2)
})

it('D7 letters that wait are never hidden', async () => {
  await show({ isNarrow: true, waiting: 3 })

  expect(links()).toEqual(['Очередь', 'Коды', 'Письма 3'])
})
