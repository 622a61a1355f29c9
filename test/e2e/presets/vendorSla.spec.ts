import { expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { useClock, useClockFrom } from '../support/clock.ts'
import { connectClient, installAll } from '../support/prepared.ts'
import { bothPagesOf, deadlinesOf, openedByClient, partnerGoesBy } from '../support/presets.ts'
import { allShown } from '../support/stage.ts'
import { button } from '../support/steps.ts'
import { useStage } from '../support/story.ts'

useClockFrom('2026-11-25T12:00:00+02:00')
const stage = useStage(async ({ world }) => {
  await installAll(world)
  await partnerGoesBy(world, 'vendor-sla')
  await connectClient(world)
})
const clock = useClock(stage)

it('vendor-sla by its document: hours, areas, who goes first, why something is put off, a solution opened again, rated, and a letter', async () => {
  const { world } = stage
  const owner = await world.enter('partner', 1)
  const admin = await world.enter('client', 1)

  // 2.1: working days from 9 to 20 in Kyiv; 2.3: no time is promised, so there is no clock with a deadline.
  const { entitlement } = await world.call('readSupport', {}, admin)
  expect([entitlement.people.hours, entitlement.people.timeZone]).toEqual([
    [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '20:00' }],
    'Europe/Kyiv',
  ])
  const usual = await openedByClient(world, { subject: 'Як налаштувати кеш' })
  expect(Object.values(await deadlinesOf(world, usual)).filter((deadline) => deadline !== null)).toEqual([])

  // 2.1: in turn; what is critical comes before.
  const urgent = await openedByClient(world, { subject: 'Сайт не відкривається', category: 'incident' })
  await world.call('classifyTicket', { ticketId: urgent, category: 'incident', priority: 'critical' }, owner)
  const { tickets } = await world.call('listQueue', { filter: 'open', order: 'queue' }, owner)
  expect(tickets.map(({ ticketId }) => ticketId)).toEqual([urgent, usual])

  // 3.1–3.6: six areas on the page of conditions, in the document's order.
  const reader = await stage.open('client', 'admin')
  await reader.app.getByRole('link', { name: 'Условия поддержки', exact: true }).click()
  const scope = reader.app.getByRole('region', { name: 'Что входит в поддержку' })
  const areas = ['Установка', 'Производительность', 'Обновления', 'Ошибки', 'Разработка', 'Как это устроено']
  await allShown(areas.map((title) => scope.getByText(title, { exact: true }).first()))

  // 3.1: nothing is moved to another server; the answer says who does.
  const moving = await openedByClient(world, { subject: 'Перенесите сайт' })
  const { areas: known } = await world.call('readTicketScope', { ticketId: moving }, owner)
  expect(known.map(({ code }) => code)).toEqual([
    'installation',
    'performance',
    'updates',
    'errors',
    'development',
    'theory',
  ])
  const text = known[0]?.text.ru ?? ''
  const outside = { ticketId: moving, messageId: newId(), text, area: 'installation' }
  await world.call('declineOutOfScope', outside, owner)
  expect(text).toContain('хостинг-провайдер или администратор')
  const { summary } = await world.call('readTicket', { ticketId: moving }, admin)
  expect([summary.status, summary.closeReason]).toEqual(['closed', 'declined'])

  // 4.8: the eight reasons, of which two only refuse.
  const { reasons } = await world.call('readReasons', { ticketId: usual }, owner)
  expect(reasons.filter((reason) => reason.for.includes('defer')).map(({ code }) => code)).toEqual([
    'notReproduced',
    'moreFromClient',
    'development',
    'technicalRequirements',
    'unlicensed',
    'notConstructive',
  ])
  const refusing = reasons.filter((reason) => !reason.for.includes('defer')).map(({ code }) => code)
  expect(refusing).toEqual(['outOfScope', 'abuse'])

  // With the developers: put off until a day that the client reads, and back when it has come.
  const before = await bothPagesOf(stage, 'Сайт не відкривається')
  const development = reasons.find(({ code }) => code === 'development')
  await world.call(
    'deferTicket',
    {
      ticketId: urgent,
      messageId: newId(),
      reason: 'development',
      text: development?.textForClient.ru ?? '',
      until: '2026-11-27T09:00:00+02:00',
    },
    owner,
  )
  await before.client.app.getByRole('heading', { name: 'Ожидаемая дата: 27 ноября 2026 г.' }).waitFor()
  await clock.passTo('2026-11-28T12:00:00+02:00')
  const back = await world.call('readTicket', { ticketId: urgent }, await world.enter('client', 1))
  expect(back.summary.status).toBe('queued')
  await stage.closePages()
  const { client, partner } = await bothPagesOf(stage, 'Сайт не відкривається')

  // 5: solved too early in the client's eyes, opened again by the client, solved and confirmed.
  const lead = await world.enter('partner', 1)
  await world.call('takeTicket', { ticketId: urgent }, lead)
  await world.call('resolveTicket', { ticketId: urgent, messageId: newId(), text: 'Оновлення вийшло' }, lead)
  await button(client, 'Открыть снова').click()
  await client.app.getByText(/Открыто снова/).waitFor()
  await world.call('takeTicket', { ticketId: urgent }, lead)
  await world.call('resolveTicket', { ticketId: urgent, messageId: newId(), text: 'Тепер точно' }, lead)
  await button(client, 'Да, решён').click()
  await allShown([client, partner].map(({ app }) => app.getByText(/решение подтверждено/i).first()))

  // 5: "ми просимо вас проголосувати"; and a letter to the head of support, who answers it.
  await button(client, '5 из 5').click()
  await client.app.getByText('Спасибо, оценка сохранена.').waitFor()
  const later = await world.enter('client', 1)
  const { ratings } = await world.call('listRatings', { filter: {} }, lead)
  expect(ratings.map(({ ticketId, score }) => [ticketId, score])).toEqual([[urgent, 5]])
  const letterId = newId()
  await world.call(
    'writeLetter',
    { letterId, messageId: newId(), kind: 'urgent', ticketId: usual, text: 'Прискорте, будь ласка' },
    later,
  )
  await world.call('sendLetterMessage', { letterId, messageId: newId(), text: 'Відповімо сьогодні' }, lead)
  const { letter } = await world.call('readLetter', { letterId }, later)
  expect(letter.status).toBe('answered')
}, 240_000)
