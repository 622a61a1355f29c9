import { expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { deskRoutes } from '#app/shell/desk/router.ts'
import SectionTabs from '#app/shell/desk/SectionTabs.vue'
import { allByRole, byRole, click, mountPage, settle, textOf } from '../../harness.ts'

const sections = ['queue', 'codes', 'connections', 'letters', 'regulation', 'staff', 'notices'] as const
const links = () => allByRole('link').map(textOf)

async function show({ width, waiting = 0, at = '/' }: { width: number; waiting?: number; at?: string }): Promise<void> {
  vi.stubGlobal('innerWidth', width)
  const router = createRouter({ history: createMemoryHistory(), routes: deskRoutes })
  await router.push(at)
  mountPage(SectionTabs, { props: { sections, waiting, overdue: 0 }, router })
  await settle()
}

it('D7 in a window every section stands there', async () => {
  await show({ width: 1280 })

  expect(links()).toHaveLength(sections.length)
  expect(allByRole('button')).toEqual([])
})

it('D7 on a phone they are one line; a button shows the others, and hides them again', async () => {
  await show({ width: 360 })
  expect(links()).toEqual(['Очередь', 'Коды'])

  await click(byRole('button', 'Все разделы'))
  expect(links()).toHaveLength(sections.length)
  expect(byRole('button', 'Свернуть').getAttribute('aria-expanded')).toBe('true')
  await click(byRole('button', 'Свернуть'))

  expect(links()).toHaveLength(2)
})

it('D7 where the open one is none of the first, it takes the place of one of them', async () => {
  await show({ width: 360, at: '/staff' })

  expect(links()).toEqual(['Очередь', 'Сотрудники'])
})

it('D7 in a window that is not wide enough as many stand there as fit, in their order', async () => {
  await show({ width: 500, at: '/notices' })

  expect(links()).toEqual(['Очередь', 'Коды', 'Подключения', 'Уведомления'])
})

it('D7 letters that wait are never hidden', async () => {
  await show({ width: 360, waiting: 3 })

  expect(links()).toEqual(['Очередь', 'Письма 3'])
})
