import { afterAll, beforeAll, expect, it } from 'vitest'
import { escapeBb } from '#server/notifications/notifications.texts.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { jobsOf } from './jobs.ts'

let scene: Scene
let jobs: Awaited<ReturnType<typeof jobsOf>>
beforeAll(async () => {
  scene = await startScene()
  jobs = await jobsOf(scene)
}, 60_000)
afterAll(() => scene.world.stop())

const told = (ticketId: string) =>
  scene.world.sandbox.notifications('client').filter(({ tag }) => tag === `OPORA|TICKET|${ticketId}`)
/** Those that tell somebody something; whatever else asks this portal meanwhile is another matter. */
const questions = () =>
  scene.world.sandbox
    .requests('client', 'batch')
    .filter(({ params }) => JSON.stringify(params).includes('im.notify.system.add')).length

async function answered(subject: string): Promise<string> {
  const ticketId = newId()
  await scene.world.call('openTicket', { ticketId, messageId: newId(), subject, text: 'текст' }, scene.admin)
  await scene.send(ticketId, scene.agent)
  return ticketId
}

it.each([
  ['50 % & больше = +1; a[b]=c?d#e', 1],
  // In a batch a portal would put its earlier answers there.
  ['после $result[n0] и $result[n1]', 0],
])('D4 «%s» comes to each as it was written, with %i questions for several', async (subject, together) => {
  const ticketId = await answered(subject)
  const before = questions()

  await jobs.noticeTicket.run({ ticketId })

  expect(told(ticketId).map(({ userId }) => userId)).toEqual([1, 3])
  for (const { message } of told(ticketId)) expect(message).toContain(`«${escapeBb(subject)}»`)
  expect(questions() - before).toBe(together)
})

it('D4 several tickets are told by one job, in one question to each portal', async () => {
  const ticketIds = await Promise.all(['Первое', 'Второе', 'Третье'].map(answered))
  const before = questions()

  await jobs.noticeTickets.run({ ticketIds: [...ticketIds, newId()] })

  for (const ticketId of ticketIds) expect(told(ticketId).map(({ userId }) => userId)).toEqual([1, 3])
  expect(questions() - before).toBe(1)
})
