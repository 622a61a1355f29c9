import { beforeEach, expect, it } from 'vitest'
import NewTicket from '#app/tickets/NewTicket.vue'
import { meOf, summaryOf, viewOf } from '../factories.ts'
import { byRole, click, mountPage, reloadPage, server, settle, signIn, type } from '../harness.ts'

const subject = () => byRole('textbox', /^Тема/)
const text = () => byRole('textbox', /^Что случилось/)
const send = () => click(byRole('button', 'Создать обращение'))

function show(): string[] {
  const opened: string[] = []
  mountPage(NewTicket, { props: { onOpened: (ticketId: string) => opened.push(ticketId) } })
  return opened
}

async function fill(): Promise<void> {
  await type(subject(), 'Не приходят письма')
  await type(text(), 'Со вчерашнего дня')
}

beforeEach(async () => {
  server.on('openTicket', ({ ticketId }) => viewOf({ summary: summaryOf({ ticketId }) }))
  await signIn(meOf())
})

it('T4 opens a ticket with what was written, and reminds of one problem a ticket', async () => {
  const opened = show()
  expect(document.body.textContent).toContain('Одна проблема в одном обращении')
  await fill()

  await send()

  const [input] = server.asked('openTicket')
  expect(input).toMatchObject({ subject: 'Не приходят письма', text: 'Со вчерашнего дня' })
  expect(opened).toEqual([input?.ticketId])
})

it('says what is missing instead of sending it', async () => {
  show()

  await send()

  expect(document.body.textContent).toContain('Напишите тему')
  expect(document.body.textContent).toContain('Опишите, что случилось')
  expect(server.asked('openTicket')).toEqual([])
})

it('T8 keeps its ids when an answer is lost, also over a reload: it is the same ticket', async () => {
  server.cut('openTicket')
  show()
  await fill()
  await send()
  expect(byRole('alert').textContent).toContain('Нет связи с сервером')

  await reloadPage()
  show()
  await settle()
  expect(subject()).toHaveProperty('value', 'Не приходят письма')
  await send()

  const [first, second] = server.asked('openTicket')
  expect(second).toEqual(first)
})

it('begins an empty one after a ticket was opened', async () => {
  show()
  await fill()
  await send()

  await reloadPage()
  show()
  await fill()
  await send()

  const [first, second] = server.asked('openTicket')
  expect(second?.ticketId).not.toBe(first?.ticketId)
})
