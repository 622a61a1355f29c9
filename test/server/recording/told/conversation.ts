import { taken, type Teller } from '../stories.ts'

/** A ticket from its first words to its end, with alarms on the way, and what each side reads of it. */
export async function conversation(teller: Teller): Promise<void> {
  const { says, names, waits } = teller
  const ticketId = names('ticket')
  const message = names('first message')
  const say = (role: 'integrator' | 'agent', text: string, more: { kind?: 'note'; isQuestion?: boolean } = {}) =>
    says(role, 'sendMessage', { ticketId, messageId: names(`message «${text}»`), text, ...more })

  await says('integrator', 'openTicket', { ticketId, messageId: message, subject: 'Телефония', text: 'Нет гудка' })
  await says('integrator', 'editMessage', { ticketId, messageId: message, text: 'Нет гудка с утра' })
  await says('integrator', 'readPlace', { ticketId })
  await says('agent', 'readKinds', { ticketId })
  await says('agent', 'classifyTicket', { ticketId, category: 'incident', priority: 'high' })
  await waits(150)
  await says('agent', 'listQueue', { filter: 'all' })
  await says('agent', 'takeTicket', { ticketId })
  await says('lead', 'takeTicket', { ticketId })
  await say('agent', 'Смотрим')
  await say('agent', 'Кто дежурит?', { kind: 'note' })
  await say('agent', 'Какая модель?', { isQuestion: true })
  await waits(5)
  await says('integrator', 'markRead', { ticketId, seq: 4 })
  await say('integrator', 'Старая')
  const mistake = names('message by mistake')
  await says('integrator', 'sendMessage', { ticketId, messageId: mistake, text: 'Не сюда' })
  await says('integrator', 'deleteMessage', { ticketId, messageId: mistake })
  await says('integrator', 'editMessage', { ticketId, messageId: message, text: 'Поздно' })
  await says('agent', 'recordContact', { ticketId, messageId: names('contact'), way: 'phone', text: 'Созвонились' })
  await says('agent', 'assignTicket', { ticketId, userId: 2 })
  await says('agent', 'readReasons', { ticketId })
  const words = { messageId: names('deferral'), text: 'Передали разработчикам' }
  await says('lead', 'deferTicket', { ticketId, ...words, reason: 'development', until: '2026-11-27T07:00:00Z' })
  await says('lead', 'moveDeferralDate', { ticketId, until: '2026-11-30T07:00:00Z' })
  await says('integrator', 'giveAccess', { ticketId, messageId: names('access'), text: 'Пригласили вас' })
  await says('lead', 'resumeTicket', { ticketId })
  await says('lead', 'resolveTicket', { ticketId, messageId: names('resolution'), text: 'Заменили' })
  await says('admin', 'reopenTicket', { ticketId })
  await says('lead', 'takeTicket', { ticketId })
  await says('lead', 'resolveTicket', { ticketId, messageId: names('second resolution'), text: 'Теперь точно' })
  await says('admin', 'confirmResolution', { ticketId })

  for (const role of ['integrator', 'agent'] as const) {
    await says(role, 'readTicket', { ticketId })
    await says(role, 'readEvents', { ticketId })
    await says(role, 'readSla', { ticketId })
  }
  for (const clock of ['firstReaction', 'nextReaction', 'resolution'] as const)
    await says('integrator', 'readEvidence', { ticketId, clock, round: 0 })
  const pdf = { ticketId, clock: 'resolution', round: 0, language: 'ru', timeZone: 'Europe/Moscow' } as const
  await says('integrator', 'exportEvidencePdf', pdf)
  await endings(teller)
  await lists(teller)
}

async function endings({ says, names }: Teller): Promise<void> {
  const opened = async (subject: string) => {
    const ticketId = names(`ticket ${subject}`)
    await says('admin', 'openTicket', { ticketId, messageId: names(`words of ${subject}`), subject, text: subject })
    return ticketId
  }
  const declined = await opened('Чужое')
  const ending = { messageId: names('refusal'), text: 'Не наше', reason: 'outOfScope' }
  await says('agent', 'declineTicket', { ticketId: declined, ...ending })
  const withdrawn = await opened('Передумали')
  await says('admin', 'withdrawTicket', { ticketId: withdrawn })
  await says('agent', 'takeTicket', { ticketId: withdrawn })
  await opened('Ещё одно')
}

async function lists({ says, names }: Teller): Promise<void> {
  for (const filter of ['open', 'closed', 'mine', 'all'] as const) await says('admin', 'listTickets', { filter })
  const first = taken(await says('admin', 'listTickets', { filter: 'all', limit: 2 }))
  await says('admin', 'listTickets', { filter: 'all', limit: 2, cursor: first.nextCursor ?? '' })
  await says('admin', 'listTickets', { filter: 'all', search: 'гудка' })
  await says('agent', 'listQueue', { filter: 'all', order: 'queue' })
  await says('agent', 'listQueue', { filter: 'all', search: 'гудка' })
  const page = taken(await says('lead', 'listQueue', { filter: 'all', limit: 2 }))
  await says('lead', 'listQueue', { filter: 'all', limit: 2, cursor: page.nextCursor ?? '' })
  await says('agent', 'findClients', { search: '127' })
  const viewId = names('view')
  await says('agent', 'saveView', { viewId, name: 'Мои', query: { filter: 'mine', order: 'queue' } })
  await says('agent', 'deleteView', { viewId })
}
