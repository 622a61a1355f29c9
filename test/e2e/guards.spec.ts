import { expect, it } from 'vitest'
import { applicationFrame, inspect } from './support/inspect.ts'
import { installAll } from './support/prepared.ts'
import { helperIs } from './support/steps.ts'
import { useStage } from './support/story.ts'

const stage = useStage(({ world }) => installAll(world))

it('control: a story fails on an error in the console, a thrown one, a broken content policy, and on any foreign address', async () => {
  const visit = await stage.open('client', 'admin')
  await helperIs(visit, 'Поддержка24').waitFor()
  const frame = await applicationFrame(visit.page)
  expect(stage.takeComplaints()).toEqual([])

  await frame.evaluate(`console.error('said aloud')
    setTimeout(() => { throw new Error('thrown away') })
    document.head.append(Object.assign(document.createElement('script'), { textContent: '1' }))
    new Image().src = 'https://outside.invalid/picture.png'`)

  const heard = ['said aloud', 'thrown away', 'Content Security Policy', 'https://outside.invalid/']
  for (const what of heard) await expect.poll(() => stage.takeComplaints().join('\n')).toContain(what)
  await stage.closePages()
})

it('control: the inspection finds a barrier, what sticks out, and a text without words', async () => {
  const visit = await stage.open('client', 'admin')
  await helperIs(visit, 'Поддержка24').waitFor()
  const frame = await applicationFrame(visit.page)

  await frame.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
    '<button></button><p style="width: 50px"><button style="width: 90px">wide</button></p><p style="width: 3000px">catalogue7.newTicket until {date}</p>')`)

  const { barriers, overflow, rawTexts } = await inspect(visit.page)
  expect(barriers.join()).toContain('button-name')
  expect(overflow.join()).toMatch(/main .*out of its place: wide/)
  expect(rawTexts).toEqual(['catalogue7.newTicket', '{date}'])
})
