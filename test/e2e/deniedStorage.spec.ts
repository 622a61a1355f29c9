import { expect, it } from 'vitest'
import { installAll, writeTicket } from './support/prepared.ts'
import { addressOf } from './support/stage.ts'
import { chooseTicket, composer, message } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(async ({ world }) => {
  await installAll(world)
  await writeTicket(world, 'Первое обращение', 'Не приходят письма')
  await writeTicket(world, 'Второе обращение', 'Не печатаются счета')
})

it('T8 where the browser denies storage to frames, a draft waits in its ticket while another one is open', async () => {
  const visit = await stage.sameBrowser()
  await visit.context.addInitScript(() => {
    if (window === window.top) return
    const denied = {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      },
    }
    Object.defineProperties(window, { localStorage: denied, sessionStorage: denied })
  })
  await visit.page.goto(addressOf(stage.world, 'client', 'admin'))
  await chooseTicket(visit, 'Первое обращение')
  await message(visit, 'Не приходят письма').waitFor()
  await composer(visit).fill('Мысль о письмах')

  await chooseTicket(visit, 'Второе обращение')
  await message(visit, 'Не печатаются счета').waitFor()
  expect(await composer(visit).inputValue()).toBe('')
  await composer(visit).fill('Мысль о счетах')
  await chooseTicket(visit, 'Первое обращение')
  await message(visit, 'Не приходят письма').waitFor()

  expect(await composer(visit).inputValue()).toBe('Мысль о письмах')
  await chooseTicket(visit, 'Второе обращение')
  await message(visit, 'Не печатаются счета').waitFor()
  expect(await composer(visit).inputValue()).toBe('Мысль о счетах')
}, 120_000)
